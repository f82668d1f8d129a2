package io.margrid.server.service;

import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.ServerCalls.ServerStreamingMethod;
import io.margrid.server.wire.GridMessage;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.SweepServiceGrpc;
import java.util.ArrayList;
import java.util.List;

/** Puts {@code StreamGrid} with its own marshaller in the place of the generated one: same name, same bytes. */
final class StreamGridMethod {
  private StreamGridMethod() {}

  static ServerServiceDefinition in(ServerServiceDefinition generated,
      ServerStreamingMethod<StreamGridRequest, GridMessage> handler) {
    List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>(generated.getMethods());
    methods.removeIf(method -> method.getMethodDescriptor() == SweepServiceGrpc.getStreamGridMethod());
    methods.add(ServerMethodDefinition.create(descriptor(), ServerCalls.asyncServerStreamingCall(handler)));
    ServiceDescriptor.Builder service = ServiceDescriptor
        .newBuilder(generated.getServiceDescriptor().getName())
        .setSchemaDescriptor(generated.getServiceDescriptor().getSchemaDescriptor());
    methods.forEach(method -> service.addMethod(method.getMethodDescriptor()));
    ServerServiceDefinition.Builder definition = ServerServiceDefinition.builder(service.build());
    methods.forEach(definition::addMethod);
    return definition.build();
  }

  private static MethodDescriptor<StreamGridRequest, GridMessage> descriptor() {
    MethodDescriptor<StreamGridRequest, ?> generated = SweepServiceGrpc.getStreamGridMethod();
    return generated.toBuilder(generated.getRequestMarshaller(), GridMessage.marshaller()).build();
  }
}
