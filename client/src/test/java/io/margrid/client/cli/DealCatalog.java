package io.margrid.client.cli;

import io.grpc.stub.StreamObserver;
import io.margrid.v1.CatalogServiceGrpc;
import io.margrid.v1.CompileModelRequest;
import io.margrid.v1.CompileModelResponse;
import io.margrid.v1.CompiledMetric;
import io.margrid.v1.Diagnostic;
import io.margrid.v1.Display;
import io.margrid.v1.GetModelRequest;
import io.margrid.v1.GetModelResponse;
import io.margrid.v1.ListModelsRequest;
import io.margrid.v1.ListModelsResponse;
import io.margrid.v1.Metric;
import io.margrid.v1.Model;
import io.margrid.v1.ModelEntry;
import io.margrid.v1.Parameter;

/** A catalogue of one model; models whose id is {@code faulty} do not compile. */
final class DealCatalog extends CatalogServiceGrpc.CatalogServiceImplBase {
  private static final Display PERCENT = Display.newBuilder().setFormat(Display.Format.FORMAT_PERCENT)
      .setDecimals(1).build();
  private static final Model DEAL = Model.newBuilder().setId("taas-deal").setTitle("A deal")
      .addParameters(Parameter.newBuilder().setName("revenue_share").setUnit("1").setValue(0.25).setMinimum(0)
          .setMaximum(1).setDescription("The provider's share").setSource("printed").setDisplay(PERCENT))
      .addParameters(Parameter.newBuilder().setName("iaas_fee_per_mw").setUnit("MUSD/MW/yr").setValue(7.5))
      .addParameters(
          Parameter.newBuilder().setName("provider_opex_per_mw").setUnit("MUSD/MW/yr").setValue(6.5))
      .addMetrics(Metric.newBuilder().setName("provider_ebit_margin").setUnit("1").setFormula("ebit / net")
          .setDisplay(PERCENT))
      .build();

  @Override
  public void listModels(ListModelsRequest request, StreamObserver<ListModelsResponse> answer) {
    answer.onNext(ListModelsResponse.newBuilder().addModels(ModelEntry.newBuilder().setId("taas-deal")
        .setTitle("A deal").setParameterCount(3).setMetricCount(1)).build());
    answer.onCompleted();
  }

  @Override
  public void getModel(GetModelRequest request, StreamObserver<GetModelResponse> answer) {
    answer.onNext(GetModelResponse.newBuilder().setModel(DEAL).build());
    answer.onCompleted();
  }

  @Override
  public void compileModel(CompileModelRequest request, StreamObserver<CompileModelResponse> answer) {
    answer.onNext(request.getModel().getId().equals("faulty")
        ? CompileModelResponse.newBuilder()
            .addDiagnostics(Diagnostic.newBuilder().setField("metrics[0].formula")
                .setLine(2).setColumn(5).setMessage("end of formula (expected: a number)"))
            .build()
        : CompileModelResponse.newBuilder().setValid(true)
            .addMetrics(CompiledMetric.newBuilder().setName("x").setUnit("1").setFormula("1 + 1")).build());
    answer.onCompleted();
  }
}
