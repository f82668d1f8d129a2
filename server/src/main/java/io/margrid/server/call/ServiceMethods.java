package io.margrid.server.call;

import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import java.util.List;
import java.util.function.UnaryOperator;

/** Services whose methods are served in another way than generated code does: same names, same bytes. */
public final class ServiceMethods {
  private ServiceMethods() {}

  /** The service with every method as the operator makes it, which keeps its name. */
  public static ServerServiceDefinition each(ServerServiceDefinition service,
      UnaryOperator<ServerMethodDefinition<?, ?>> operator) {
    List<ServerMethodDefinition<?, ?>> methods = service.getMethods().stream()
        .<ServerMethodDefinition<?, ?>>map(operator).toList();
    ServiceDescriptor.Builder descriptor = ServiceDescriptor
        .newBuilder(service.getServiceDescriptor().getName())
        .setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor());
    methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
    ServerServiceDefinition.Builder definition = ServerServiceDefinition.builder(descriptor.build());
    methods.forEach(definition::addMethod);
    return definition.build();
  }
}
