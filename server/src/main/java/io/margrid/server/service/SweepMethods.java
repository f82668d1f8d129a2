package io.margrid.server.service;

import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.ServerCalls.ServerStreamingMethod;
import io.grpc.stub.ServerCalls.UnaryMethod;
import io.margrid.server.wire.GridMessage;
import io.margrid.server.wire.MessageBytes;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.SweepServiceGrpc;

/** The methods of the sweep service that have marshallers of their own. */
final class SweepMethods {
  private SweepMethods() {}

  /** {@code StreamGrid}, whose blocks are written without generated messages. */
  static ServerMethodDefinition<StreamGridRequest, GridMessage> streamGrid(
      ServerStreamingMethod<StreamGridRequest, GridMessage> handler) {
    MethodDescriptor<StreamGridRequest, ?> generated = SweepServiceGrpc.getStreamGridMethod();
    return ServerMethodDefinition.create(
        generated.toBuilder(generated.getRequestMarshaller(), GridMessage.marshaller()).build(),
        ServerCalls.asyncServerStreamingCall(handler));
  }

  /** {@code Evaluate}, whose requests are read, and whose answers written, only if they are not known already. */
  static ServerMethodDefinition<MessageBytes, MessageBytes> evaluate(
      UnaryMethod<MessageBytes, MessageBytes> handler) {
    return ServerMethodDefinition.create(
        SweepServiceGrpc.getEvaluateMethod().toBuilder(MessageBytes.marshaller(), MessageBytes.marshaller())
            .build(),
        ServerCalls.asyncUnaryCall(handler));
  }
}
