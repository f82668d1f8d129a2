package io.margrid.server.wire;

import com.google.protobuf.ByteString;
import io.margrid.core.analysis.Explanation;
import io.margrid.v1.ExplainResponse;
import io.margrid.v1.ExplainedNode;

/** Explanations, as messages. */
public final class ExplanationMessages {
  private ExplanationMessages() {}

  /** The nodes in their order. */
  public static ExplainResponse of(Explanation explanation) {
    ExplainResponse.Builder response = ExplainResponse.newBuilder()
        .setDigest(ByteString.copyFrom(explanation.digest().bytes()))
        .setPeriod(explanation.period());
    explanation.nodes().forEach(node -> response.addNodes(node(node)));
    return response.build();
  }

  private static ExplainedNode node(io.margrid.core.analysis.ExplainedNode node) {
    return ExplainedNode.newBuilder()
        .setKind(kind(node.kind()))
        .setLabel(node.label())
        .addAllOperands(node.operands())
        .setUnit(node.unit())
        .setValue(node.value())
        .setSource(node.source())
        .setReason(node.reason())
        .build();
  }

  private static ExplainedNode.Kind kind(io.margrid.core.analysis.ExplainedNode.Kind kind) {
    return switch (kind) {
      case LITERAL -> ExplainedNode.Kind.KIND_LITERAL;
      case CONSTANT -> ExplainedNode.Kind.KIND_CONSTANT;
      case PARAMETER -> ExplainedNode.Kind.KIND_PARAMETER;
      case OPERATION -> ExplainedNode.Kind.KIND_OPERATION;
      case METRIC -> ExplainedNode.Kind.KIND_METRIC;
    };
  }
}
