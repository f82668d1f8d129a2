package io.margrid.client.cli.input;

import io.margrid.client.cli.fault.CommandException;
import io.margrid.v1.Axis;
import io.margrid.v1.AxisMember;
import io.margrid.v1.AxisMember.Mode;
import io.margrid.v1.ZippedPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads one axis as typed. Members that move together are joined by {@code +}; each is a parameter, how a
 * point acts on it, and its points:
 *
 * <pre>
 * name=10:40:5        start:stop:step, stop included when the step meets it
 * name=lin:10:40:7    7 points, evenly spaced
 * name=log:1:1000:4   4 points, evenly spaced in their logarithm
 * name=10,15,20       as listed
 * name.add=…          the point is added to the value
 * name.scale=…        the value is multiplied by the point
 * a=1,2,3+b=4,5,6     zipped
 * </pre>
 */
public final class AxisSpec {
  private static final String OPTION = "--axis";
  private static final String EXAMPLES = "name=start:stop:step, name=lin:start:stop:count, "
      + "name=log:start:stop:count or name=value,value,…";
  // A plus sign joins members where a name follows it; elsewhere it is a sign: +5, 1e+3.
  private static final Pattern JOIN = Pattern.compile("\\+(?=[^+=,:]*[A-Za-z_][^+=,:]*=)");
  private static final String ADD = ".add";
  private static final String SCALE = ".scale";

  private AxisSpec() {}

  /**
   * The axis that the text means; it has no name and no labels of its own.
   *
   * @throws CommandException (wrong usage) naming the part that is wrong
   */
  public static Axis parse(String text) {
    List<Member> members = new ArrayList<>();
    for (String member : JOIN.split(text, -1)) {
      members.add(member(member));
    }
    checkCounts(text, members);
    boolean listed = members.get(0).points.count() <= PointsText.MOST_LISTED / members.size();
    ZippedPoints.Builder zipped = ZippedPoints.newBuilder();
    for (Member member : members) {
      zipped.addMembers(member.message(listed));
    }
    return Axis.newBuilder().setZipped(zipped).build();
  }

  private static void checkCounts(String text, List<Member> members) {
    long count = members.get(0).points.count();
    for (Member member : members) {
      if (member.points.count() != count) {
        throw CommandException.wrongUsage(OPTION, text,
            "as many points for " + member.parameter + " (" + member.points.count() + ") as for "
                + members.get(0).parameter + " (" + count + ")");
      }
    }
  }

  private static Member member(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw CommandException.wrongUsage(OPTION, text.isEmpty() ? "empty" : text, EXAMPLES);
    }
    String target = text.substring(0, equals);
    PointsText points = PointsText.parse(OPTION + " " + target, text.substring(equals + 1));
    if (target.endsWith(ADD)) {
      return new Member(without(target, ADD), Mode.MODE_ADDITION, points);
    }
    if (target.endsWith(SCALE)) {
      return new Member(without(target, SCALE), Mode.MODE_FACTOR, points);
    }
    if (target.indexOf('.') >= 0) {
      throw CommandException.wrongUsage(OPTION, target, "name, name.add or name.scale before the =");
    }
    return new Member(target, Mode.MODE_VALUE, points);
  }

  private static String without(String target, String suffix) {
    String name = target.substring(0, target.length() - suffix.length());
    if (name.isEmpty() || name.indexOf('.') >= 0) {
      throw CommandException.wrongUsage(OPTION, target, "name, name.add or name.scale before the =");
    }
    return name;
  }

  private record Member(String parameter, Mode mode, PointsText points) {
    AxisMember message(boolean listed) {
      AxisMember.Builder member = AxisMember.newBuilder().setParameter(parameter).setMode(mode);
      points.writeTo(member, listed);
      return member.build();
    }
  }
}
