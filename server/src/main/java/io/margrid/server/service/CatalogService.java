package io.margrid.server.service;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import io.margrid.core.fault.Fault;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.InvalidRequestException;
import io.margrid.core.fault.Reason;
import io.margrid.core.model.Catalog;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.ModelCompiler;
import io.margrid.core.model.ModelLimits;
import io.margrid.core.request.ModelReader;
import io.margrid.core.request.SweepRequests;
import io.margrid.server.wire.ModelMessages;
import io.margrid.v1.CatalogServiceGrpc;
import io.margrid.v1.CompileModelRequest;
import io.margrid.v1.CompileModelResponse;
import io.margrid.v1.Diagnostic;
import io.margrid.v1.GetModelRequest;
import io.margrid.v1.GetModelResponse;
import io.margrid.v1.GetServerInfoRequest;
import io.margrid.v1.GetServerInfoResponse;
import io.margrid.v1.ListModelsRequest;
import io.margrid.v1.ListModelsResponse;
import io.margrid.v1.Model;
import java.util.List;
import java.util.Optional;

/** Says what can be computed. */
public final class CatalogService extends CatalogServiceGrpc.CatalogServiceImplBase {
  private static final int MAX_DIAGNOSTICS = 256;

  private final Catalog catalog;
  private final ModelLimits modelLimits;
  private final Serving serving;
  private final GetServerInfoResponse serverInfo;

  /**
   * The service.
   *
   * @param modelLimits of models that callers ask to compile
   * @param serverInfo  what the server says of itself
   */
  public CatalogService(Catalog catalog, ModelLimits modelLimits, Serving serving,
      GetServerInfoResponse serverInfo) {
    this.catalog = catalog;
    this.modelLimits = modelLimits;
    this.serving = serving;
    this.serverInfo = serverInfo;
  }

  @Override
  public void listModels(ListModelsRequest request, StreamObserver<ListModelsResponse> call) {
    serving.answer(request, call, () -> list(ModelPage.of(request)));
  }

  @Override
  public void getModel(GetModelRequest request, StreamObserver<GetModelResponse> call) {
    serving.answer(request, call, () -> get(request.getId()));
  }

  @Override
  public void compileModel(CompileModelRequest request, StreamObserver<CompileModelResponse> call) {
    serving.answer(request, call, () -> request, asked -> Work.toCompile(asked.getModel(), catalog),
        (asked, stop) -> compile(asked));
  }

  @Override
  public void getServerInfo(GetServerInfoRequest request, StreamObserver<GetServerInfoResponse> call) {
    serving.answer(request, call, () -> serverInfo);
  }

  private ListModelsResponse list(ModelPage page) {
    List<CompiledModel> found = catalog.models().stream()
        .filter(model -> model.definition().id().compareTo(page.after()) > 0)
        .limit(page.size() + 1L)
        .toList();
    List<CompiledModel> shown = found.subList(0, Math.min(page.size(), found.size()));
    ListModelsResponse.Builder response = ListModelsResponse.newBuilder();
    shown.forEach(model -> response.addModels(ModelMessages.entry(model)));
    if (found.size() > shown.size()) {
      response.setNextPageToken(ModelPage.tokenAfter(shown.getLast().definition().id()));
    }
    return response.build();
  }

  private GetModelResponse get(String id) {
    CompiledModel model = catalog.find(id).orElseThrow(() -> new InvalidRequestException(
        new Fault(FieldPath.ROOT.field("id", GetModelRequest.ID_FIELD_NUMBER), Reason.UNKNOWN_MODEL, id,
            SweepRequests.unknownModelRule(catalog, id))));
    return GetModelResponse.newBuilder()
        .setModel(ModelMessages.model(model))
        .addAllIncludes(ModelMessages.includes(model))
        .setDigest(ByteString.copyFrom(model.digest().bytes()))
        .build();
  }

  private CompileModelResponse compile(CompileModelRequest request) {
    if (!request.hasModel()) {
      throw new InvalidRequestException(
          new Fault(FieldPath.ROOT.field("model", CompileModelRequest.MODEL_FIELD_NUMBER),
              Reason.REQUIRED, "absent", "a model"));
    }
    Faults faults = new Faults();
    Optional<CompiledModel> compiled = compile(request.getModel(), faults);
    CompileModelResponse.Builder response = CompileModelResponse.newBuilder();
    faults.inFieldOrder().stream().limit(MAX_DIAGNOSTICS)
        .forEach(fault -> response.addDiagnostics(diagnostic(fault)));
    compiled.filter(model -> faults.isEmpty()).ifPresent(model -> describe(model, response));
    return response.build();
  }

  /** Fields are named from the model on, not from the request. */
  private Optional<CompiledModel> compile(Model model, Faults faults) {
    return ModelReader.read(model, FieldPath.ROOT, faults)
        .flatMap(
            definition -> ModelCompiler.compile(definition, FieldPath.ROOT, catalog, modelLimits, faults));
  }

  private static void describe(CompiledModel model, CompileModelResponse.Builder response) {
    response.setValid(true).setDigest(ByteString.copyFrom(model.digest().bytes()));
    for (int i = 0; i < model.definition().metrics().size(); i++) {
      response.addMetrics(ModelMessages.compiled(model, i));
    }
  }

  private static Diagnostic diagnostic(Fault fault) {
    return Diagnostic.newBuilder()
        .setField(fault.field().toString())
        .setLine(fault.position().line())
        .setColumn(fault.position().column())
        .setReason(fault.reason().name())
        .setMessage(fault.value() + " (expected: " + fault.rule() + ")")
        .build();
  }
}
