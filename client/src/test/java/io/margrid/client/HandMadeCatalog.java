package io.margrid.client;

import io.grpc.stub.StreamObserver;
import io.margrid.v1.CatalogServiceGrpc;
import io.margrid.v1.CompileModelRequest;
import io.margrid.v1.CompileModelResponse;
import io.margrid.v1.GetModelRequest;
import io.margrid.v1.GetModelResponse;
import io.margrid.v1.GetServerInfoRequest;
import io.margrid.v1.GetServerInfoResponse;
import io.margrid.v1.ListModelsRequest;
import io.margrid.v1.ListModelsResponse;
import io.margrid.v1.Model;
import io.margrid.v1.ModelEntry;
import java.util.concurrent.atomic.AtomicInteger;

/** A catalogue of 25 models in pages of 10, {@code model-00} and on; answers the rest with what it was asked. */
final class HandMadeCatalog extends CatalogServiceGrpc.CatalogServiceImplBase {
  static final int MODELS = 25;
  private static final int PAGE = 10;
  final AtomicInteger pages = new AtomicInteger();

  static String id(int index) {
    return String.format("model-%02d", index);
  }

  @Override
  public void listModels(ListModelsRequest request, StreamObserver<ListModelsResponse> observer) {
    pages.incrementAndGet();
    int first = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
    int end = Math.min(first + PAGE, MODELS);
    ListModelsResponse.Builder page = ListModelsResponse.newBuilder()
        .setNextPageToken(end < MODELS ? Integer.toString(end) : "");
    for (int i = first; i < end; i++) {
      page.addModels(ModelEntry.newBuilder().setId(id(i)));
    }
    answer(observer, page.build());
  }

  @Override
  public void getModel(GetModelRequest request, StreamObserver<GetModelResponse> observer) {
    answer(observer,
        GetModelResponse.newBuilder().setModel(Model.newBuilder().setId(request.getId())).build());
  }

  @Override
  public void compileModel(CompileModelRequest request, StreamObserver<CompileModelResponse> observer) {
    answer(observer,
        CompileModelResponse.newBuilder().setValid(request.getModel().getMetricsCount() > 0).build());
  }

  @Override
  public void getServerInfo(GetServerInfoRequest request, StreamObserver<GetServerInfoResponse> observer) {
    answer(observer, GetServerInfoResponse.newBuilder().setVersion("by-hand").build());
  }

  static <R> void answer(StreamObserver<R> observer, R response) {
    observer.onNext(response);
    observer.onCompleted();
  }
}
