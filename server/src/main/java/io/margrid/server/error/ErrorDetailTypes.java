package io.margrid.server.error;

import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.rpc.ErrorDetailsProto;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets reflection find the types of error details, so that tools without the protos can print them: {@code Any} names them
 * only when there is an error, so no file of the contract imports them, and reflection knows just what services import.
 */
public final class ErrorDetailTypes {
  private ErrorDetailTypes() {}

  /**
   * The same service, whose file imports the error details too, to reflection's eyes.
   *
   * @param service with a schema from protobuf
   */
  public static ServerServiceDefinition reflectedWith(ServerServiceDefinition service) {
    ServiceDescriptor described = service.getServiceDescriptor();
    if (!(described.getSchemaDescriptor() instanceof ProtoFileDescriptorSupplier schema)) {
      throw new IllegalArgumentException(described.getName() + " (expected: a service with a schema)");
    }
    FileDescriptor file = importingDetails(schema.getFileDescriptor());
    ServiceDescriptor.Builder reflected = ServiceDescriptor.newBuilder(described.getName())
        .setSchemaDescriptor((ProtoFileDescriptorSupplier) () -> file);
    for (MethodDescriptor<?, ?> method : described.getMethods()) {
      reflected.addMethod(method);
    }
    ServerServiceDefinition.Builder definition = ServerServiceDefinition.builder(reflected.build());
    service.getMethods().forEach(definition::addMethod);
    return definition.build();
  }

  private static FileDescriptor importingDetails(FileDescriptor file) {
    List<FileDescriptor> imports = new ArrayList<>(file.getDependencies());
    imports.add(ErrorDetailsProto.getDescriptor());
    try {
      return FileDescriptor.buildFrom(
          file.toProto().toBuilder().addDependency(ErrorDetailsProto.getDescriptor().getName()).build(),
          imports.toArray(FileDescriptor[]::new));
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException(e);
    }
  }
}
