package main

import (
	"context"
	"io"
	"math"
	"net"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"

	margridv1 "margrid.io/margrid/v1"
)

// server is the one at MARGRID_TARGET.
func server(t *testing.T) string {
	target := os.Getenv("MARGRID_TARGET")
	if target == "" {
		t.Skip("MARGRID_TARGET: empty (expected: host:port of a running server)")
	}
	return target
}

func connect(t *testing.T, target string) (context.Context, *grpc.ClientConn) {
	conn, err := grpc.NewClient(target, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(func() {
		cancel()
		conn.Close()
	})
	return ctx, conn
}

func TestTheProgramPrintsCatalogueScenarioAndGrid(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	var out strings.Builder
	if err := run(ctx, server(t), &out); err != nil {
		t.Fatal(err)
	}
	for _, expected := range []string{"taas-deal  ", "margin 0.", "\n  30 0.5667\n", "\n  40 0.6286\n"} {
		if !strings.Contains(out.String(), expected) {
			t.Errorf("%q is not in\n%s", expected, out.String())
		}
	}
}

func TestFaultsAreToldByFieldAndReason(t *testing.T) {
	ctx, conn := connect(t, server(t))
	spec := dealGrid(7)
	spec.Metrics = []string{"provider_ebit_margn"}
	spec.Axes[0].GetZipped().Members[0].Parameter = "gross_revenue"
	_, err := ReadGrid(ctx, conn, spec)
	if status.Code(err) != codes.InvalidArgument {
		t.Fatal(err)
	}
	text := explain(err)
	for _, expected := range []string{
		"UNKNOWN_PARAMETER  grid.axes[0].zipped.members[0].parameter: gross_revenue (expected: ",
		"UNKNOWN_METRIC  grid.metrics[0]: provider_ebit_margn (expected: ",
	} {
		if !strings.Contains(text, expected) {
			t.Errorf("%q is not in\n%s", expected, text)
		}
	}
}

func TestAnotherDigestIsAResumeMismatch(t *testing.T) {
	ctx, conn := connect(t, server(t))
	other := reader{grid: &Grid{Header: &margridv1.GridHeader{Digest: make([]byte, 32)}}}
	err := other.read(ctx, conn, dealGrid(7))
	if reason(err) != "RESUME_MISMATCH" {
		t.Errorf("%v (expected: RESUME_MISMATCH)", err)
	}
	if _, again := mayResume(err); again {
		t.Error("a mismatch would be tried again")
	}
}

func TestABrokenStreamGoesOnBitForBit(t *testing.T) {
	target := server(t)
	ctx, conn := connect(t, target)
	whole, err := ReadGrid(ctx, conn, dealGrid(300_001))
	if err != nil {
		t.Fatal(err)
	}
	ctx, unlucky := connect(t, cutting(t, target, 300_000, 700_000, 5_000))
	broken, err := ReadGrid(ctx, unlucky, dealGrid(300_001))
	if err != nil {
		t.Fatal(err)
	}
	if broken.Resumes == 0 {
		t.Error("nothing was broken")
	}
	expected, values := whole.Values["provider_ebit_margin"], broken.Values["provider_ebit_margin"]
	if len(expected) != 300_001 || len(values) != len(expected) {
		t.Fatalf("%d and %d cells", len(expected), len(values))
	}
	for cell, value := range values {
		if math.Float64bits(value) != math.Float64bits(expected[cell]) {
			t.Fatalf("cell %d: %v (expected: %v)", cell, value, expected[cell])
		}
	}
}

func TestAFlippedBitIsRefused(t *testing.T) {
	header := &margridv1.GridHeader{Metrics: []*margridv1.GridMetric{{Name: "m"}}}
	reader := reader{grid: &Grid{Header: header, Values: map[string][]float64{}}}
	column := &margridv1.ColumnBytes{Values: make([]byte, 8), Crc32C: 0x8c28b28a}
	chunk := &margridv1.GridChunkBytes{CellCount: 1, Columns: []*margridv1.ColumnBytes{column}}
	if err := reader.chunk(chunk); err != nil {
		t.Fatal(err)
	}
	column.Values[3] ^= 1
	chunk.FirstCell = 1
	if err := reader.chunk(chunk); err == nil || !strings.Contains(err.Error(), "checksum") {
		t.Errorf("%v (expected: a wrong checksum)", err)
	}
}

// cutting forwards to target. The first connections are cut after so many bytes from the server.
func cutting(t *testing.T, target string, cuts ...int64) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	var connections atomic.Int64
	go func() {
		for {
			near, err := listener.Accept()
			if err != nil {
				return
			}
			far, err := net.Dial("tcp", target)
			if err != nil {
				near.Close()
				continue
			}
			left := int64(math.MaxInt64)
			if n := connections.Add(1); int(n) <= len(cuts) {
				left = cuts[n-1]
			}
			go func() {
				io.Copy(far, near)
				far.Close()
			}()
			go func() {
				io.CopyN(near, far, left)
				near.Close()
				far.Close()
			}()
		}
	}()
	return listener.Addr().String()
}
