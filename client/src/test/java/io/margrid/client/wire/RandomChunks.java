package io.margrid.client.wire;

import io.margrid.v1.Column;
import io.margrid.v1.GridChunk;
import io.margrid.v1.NonFinite;
import io.margrid.v1.StreamGridResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Chunks of any bits, with any checksum. */
final class RandomChunks {
  private final Random random;

  RandomChunks(Random random) {
    this.random = random;
  }

  StreamGridResponse next() {
    int cells = 1 + random.nextInt(40);
    List<double[]> columns = new ArrayList<>();
    for (int metric = random.nextInt(5); metric >= 0; metric--) {
      columns.add(random.longs(cells).mapToDouble(Double::longBitsToDouble).toArray());
    }
    StreamGridResponse.Builder message = of(random.nextBoolean() ? 0 : random.nextLong(), columns)
        .toBuilder();
    for (int i = random.nextInt(3); i > 0; i--) {
      message.getChunkBuilder().addNonFinite(NonFinite.newBuilder().setMetricIndex(random.nextInt(9))
          .setKindValue(random.nextInt(6)).setCount(random.nextLong()).setReason("in m" + i));
    }
    for (Column.Builder column : message.getChunkBuilder().getColumnsBuilderList()) {
      column.setCrc32C(random.nextInt(4) == 0 ? 0 : random.nextInt());
    }
    return message.build();
  }

  static StreamGridResponse of(long firstCell, List<double[]> columns) {
    GridChunk.Builder chunk = GridChunk.newBuilder().setFirstCell(firstCell)
        .setCellCount(columns.get(0).length);
    for (double[] values : columns) {
      Column.Builder column = chunk.addColumnsBuilder();
      for (double value : values) {
        column.addValues(value);
      }
    }
    return StreamGridResponse.newBuilder().setChunk(chunk).build();
  }
}
