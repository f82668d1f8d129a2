#!/usr/bin/env bash
# Proves that docker/Dockerfile builds an image that serves, without a Docker engine: it makes both base images of a
# minimal Debian and this machine's own JDK and Maven, builds with buildah, and runs what comes out of it.
#
#   docker/verify.sh                           takes minutes, and some 4 GB of disk until it ends
#   MARGRID_DEBIAN=DIRECTORY docker/verify.sh  takes that minimal Debian (of debootstrap --variant=minbase) for the bases
#   MARGRID_KEEP=DIRECTORY docker/verify.sh    works there, and leaves images and containers behind, to look at
#
# Needs root, Debian's packages buildah and debootstrap, a JDK 25 or newer, and Maven with a local repository in which
# all is that a build of Margrid needs: inside the image it builds --offline. Not part of CI.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly port=18980 user=65532
started=$SECONDS
work=
server=

say() {
  printf '%4d s  %s\n' $((SECONDS - started)) "$*"
}

die() {
  printf 'verify: %s\n' "$1" >&2
  [[ -z $work || ! -s $work/server.log ]] || tail -n 20 "$work/server.log" >&2
  exit 1
}

needs() {
  command -v "$1" >/dev/null || die "$1: not found (expected: $2)"
}

# Everything that buildah keeps is below the working directory, its cache too.
buildah() {
  TMPDIR=$work command buildah --root "$work/storage" --runroot "$work/run" --storage-driver vfs "$@"
}

clean_up() {
  [[ -z $server ]] || kill -KILL "$server" 2>/dev/null || true
  [[ -z $work ]] || umount -R "$work/view" 2>/dev/null || true
  [[ -z $work || -n ${MARGRID_KEEP:-} ]] || {
    buildah rm --all >/dev/null 2>&1 || true
    rm -rf --one-file-system "$work"
  }
}

# The bases: a minimal Debian, and on top of it this machine's JDK and Maven.
make_bases() {
  local debian=${MARGRID_DEBIAN:-} container maven
  if [[ -z $debian ]]; then
    debian=$work/debian
    debootstrap --variant=minbase "$(. /etc/os-release && printf %s "$VERSION_CODENAME")" "$debian" \
      >"$work/debootstrap.log" || die "debootstrap: failed, see $work/debootstrap.log"
    say "debootstrap made a minimal Debian"
  fi
  container=$(buildah from scratch)
  tar -C "$debian" --one-file-system --exclude=./var/cache/apt/* --exclude=./var/lib/apt/lists/* \
    --exclude=./usr/share/doc/* --exclude=./usr/share/man/* --exclude=./usr/share/locale/* --exclude=./dev/* \
    -cf "$work/debian.tar" .
  buildah add -q "$container" "$work/debian.tar" / >/dev/null
  buildah commit -q "$container" runtime-base >/dev/null
  maven=$(mvn -version | sed -n 's/^Maven home: //p')
  mkdir -p "$work/tools/opt"
  cp -aL "$java_home" "$work/tools/opt/jdk"
  cp -aL "$maven" "$work/tools/opt/maven"
  buildah add -q "$container" "$work/tools" / >/dev/null
  buildah config --env JAVA_HOME=/opt/jdk --env PATH=/opt/jdk/bin:/opt/maven/bin:/usr/bin:/bin "$container"
  buildah commit -q --rm "$container" build-base >/dev/null
  rm -rf "$work/tools" "$work/debian.tar"
  say "bases made: Debian, $(image_size runtime-base), and with $("$java_home/bin/java" --version | sed -n 1p) and \
Maven $(image_size build-base)"
}

image_size() {
  buildah images --noheading --format '{{.Size}}' "localhost/$1"
}

build_image() {
  local repository
  repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
  [[ -d $repository ]] || die "$repository: not there (expected: Maven's local repository; build Margrid once)"
  : >"$work/no-settings"
  buildah build --isolation chroot --format docker --layers=false --file docker/Dockerfile --tag margrid \
    --build-arg BUILD_IMAGE=localhost/build-base --build-arg RUNTIME_IMAGE=localhost/runtime-base \
    --build-arg "REVISION=$(git rev-parse HEAD 2>/dev/null || echo unknown)" \
    --build-arg MAVEN_OPTIONS="--offline -Dmaven.repo.local=/repository" \
    --volume "$repository:/repository" . >"$work/build.log" 2>&1 || {
    tail -n 40 "$work/build.log" >&2
    die "buildah build: failed"
  }
  say "image built: $(image_size margrid)"
}

# What the image's configuration says.
configured() {
  buildah inspect --type image --format "{{$1}}" margrid
}

assert_configured() {
  local found
  found=$(configured "$1")
  [[ $found == "$2" ]] || die "$1: $found (expected: $2)"
}

# The root file system, mounted read-only, with nothing that can be written to: no /tmp either.
view_read_only() {
  local container
  container=$(buildah from --pull-never margrid)
  mkdir -p "$work/view"
  mount --bind "$(buildah mount "$container")" "$work/view"
  mount -o remount,ro,bind "$work/view"
  mount -t proc proc "$work/view/proc"
  mount --rbind /dev "$work/view/dev"
  mount --make-rslave "$work/view/dev"
  say "of the image, Margrid and Java are $(du -sm "$work/view/opt/margrid" | cut -f 1) MB, packed \
$(($(tar -C "$work/view/opt" -c margrid | gzip -1 | wc -c) / 1000000)) MB"
}

# What the image's environment is, a variable a line.
configured_environment() {
  buildah inspect --type image --format '{{range .Docker.Config.Env}}{{println .}}{{end}}' margrid | sed '/^$/d'
}

# A command in that view, as the image's user, with the image's environment and nothing else.
inside() {
  local environment
  mapfile -t environment < <(configured_environment)
  chroot --userspec="$user:$user" "$work/view" /usr/bin/env -i "${environment[@]}" "MARGRID_PORT=$port" "$@"
}

# The image's own command, as process 1 of a process namespace, as in a container.
start_server() {
  local environment
  mapfile -t environment < <(configured_environment)
  unshare --pid --fork --kill-child chroot --userspec="$user:$user" "$work/view" /usr/bin/env -i "${environment[@]}" \
    "MARGRID_PORT=$port" MARGRID_HOST=127.0.0.1 margrid serve >"$work/server.log" 2>&1 &
  server=$!
}

# The process that the container's process 1 is on this side.
server_process() {
  pgrep -P "$server"
}

await_health() {
  local waited=0
  until inside margrid health >"$work/health.log" 2>&1; do
    kill -0 "$server" 2>/dev/null || die "the server ended before it was healthy"
    ((++waited < 120)) || die "not healthy: $(cat "$work/health.log")"
    sleep 0.5
  done
}

await_line() {
  local waited=0
  until [[ -s $1 ]] && (($(wc -l <"$1") > $2)); do
    ((++waited < 1200)) || die "$1: no line $2 within 2 minutes"
    sleep 0.1
  done
}

verify_run() {
  local process code=0 grid lines
  start_server
  await_health
  process=$(server_process)
  say "serves, and grpc.health.v1 says $(cat "$work/health.log")"
  [[ $(awk '/^Uid:/ {print $2 $3 $4 $5}' "/proc/$process/status") == "$user$user$user$user" ]] ||
    die "user of process $process: $(grep ^Uid: "/proc/$process/status") (expected: $user)"
  [[ $(readlink "/proc/$process/exe") == */opt/margrid/java/bin/java ]] ||
    die "process 1: $(readlink "/proc/$process/exe") (expected: Java, in the launcher's place)"
  ! inside touch /tmp/file 2>/dev/null || die "/tmp can be written to (expected: nothing can)"
  say "runs as user $user, as process 1, and can write nowhere"
  tr '\0' '\n' <"/proc/$process/cmdline" | grep -q '^-XX:AOTCache=/opt/margrid/target/server.aot$' ||
    die "the ahead-of-time cache is not used"
  inside margrid demo --server "127.0.0.1:$port" >"$work/demo.log" 2>&1 || die "demo: $(tail -n 5 "$work/demo.log")"
  say "streams the demo: $(grep 'as published' "$work/demo.log")"
  say "the health check takes $(duration margrid health)"
  # A stream that is under way at the signal ends whole.
  grid=(margrid grid taas-deal --axis revenue_share=0:1:0.001 --axis iaas_fee_per_mw=0:12:0.01
    -m provider_ebit_margin --format csv)
  inside "${grid[@]}" --server "127.0.0.1:$port" >"$work/grid.csv" 2>"$work/grid.log" &
  local reader=$!
  await_line "$work/grid.csv" 1000
  lines=$(wc -l <"$work/grid.csv")
  kill -TERM "$process"
  say "SIGTERM, with $lines rows of a grid read"
  wait "$reader" || die "a grid that was under way: $(cat "$work/grid.log")"
  wait "$server" || code=$?
  server=
  lines=$(wc -l <"$work/grid.csv")
  ((lines == 1001 * 1201 + 1)) || die "rows: $lines (expected: $((1001 * 1201 + 1)))"
  ((code == 143)) || die "exit code: $code (expected: 143, which is 128 and SIGTERM)"
  grep -q 'message="stopped"' "$work/server.log" || die "the server's log does not end with: stopped"
  say "drained: all $lines rows came, exit code $code"
  ! inside margrid health >"$work/health.log" 2>&1 || die "health of a server that is gone: 0 (expected: 1)"
}

# Under buildah's own runtime, writable: what starts there is the image's command, on its own.
verify_buildah_run() {
  local container
  container=$(buildah from --pull-never margrid)
  buildah run --isolation chroot "$container" -- margrid demo >"$work/demo.log" 2>&1 ||
    die "buildah run … margrid demo: $(tail -n 5 "$work/demo.log")"
  say "buildah run: a private server streams the demo: $(grep 'as published' "$work/demo.log")"
}

# How long a command takes, and how much of that it computes.
duration() {
  local TIMEFORMAT='%R s, of which it computes %U s'
  { time inside "$@" >/dev/null 2>&1; } 2>&1 || true
}

((EUID == 0)) || die "user: $(id -un) (expected: root, for mounts and other users)"
needs buildah "Debian's package of that name"
[[ -n ${MARGRID_DEBIAN:-} ]] || needs debootstrap "Debian's package of that name, or MARGRID_DEBIAN"
needs mvn "Maven 3.8.7 or newer"
# shellcheck source=../bin/find-jdk
source bin/find-jdk
find_java || die "$no_java"

work=${MARGRID_KEEP:-$(mktemp -d /var/tmp/margrid-verify.XXXXXX)}
mkdir -p "$work"
trap clean_up EXIT
trap 'exit 1' INT TERM

make_bases
build_image
assert_configured .Docker.Config.User "$user:$user"
assert_configured .Docker.Config.Entrypoint '[margrid]'
assert_configured .Docker.Config.Cmd '[serve]'
assert_configured .Docker.Config.StopSignal SIGTERM
assert_configured .Docker.Config.Healthcheck.Test '[CMD margrid health]'
view_read_only
verify_run
verify_buildah_run
say "all well"
