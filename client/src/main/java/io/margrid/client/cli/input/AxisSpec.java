package io.margrid.client.cli.input;

import io.margrid.client.cli.fault.CommandException;
import io.margrid.v1.Axis;
import io.margrid.v1.AxisMember;
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
 * name[2Q26]=…        in one period only; name@2Q26=… means the same and needs no quotes in any shell
 * a=1,2,3+b=4,5,6     zipped
 * </pre>
 */
public final class AxisSpec {
  private static final String OPTION = "--axis";
  private static final String EXAMPLES = "name=start:stop:step, name=lin:start:stop:count, "
      + "name=log:start:stop:count or name=value,value,…";
  // A plus sign joins members where a name follows it; elsewhere it is a sign: +5, 1e+3.
  private static final Pattern JOIN = Pattern.compile("\\+(?=[^+=,:]*[A-Za-z_][^+=,:]*=)");

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
            "as many points for " + member.target.place() + " (" + member.points.count() + ") as for "
                + members.get(0).target.place() + " (" + count + ")");
      }
    }
  }

  private static Member member(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw CommandException.wrongUsage(OPTION, text.isEmpty() ? "empty" : text, EXAMPLES);
    }
    TargetText target = TargetText.parse(OPTION, text.substring(0, equals));
    return new Member(target, PointsText.parse(OPTION + " " + target.place(), text.substring(equals + 1)));
  }

  private record Member(TargetText target, PointsText points) {
    AxisMember message(boolean listed) {
      AxisMember.Builder member = AxisMember.newBuilder().setParameter(target.parameter())
          .setPeriod(target.period()).setMode(target.mode());
      points.writeTo(member, listed);
      return member.build();
    }
  }
}
