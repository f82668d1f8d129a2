package io.margrid.client.wire;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.margrid.v1.Column;
import io.margrid.v1.GridChunk;
import io.margrid.v1.NonFinite;
import io.margrid.v1.StreamGridResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Legal encodings of a chunk that no server of ours writes: singular fields late, twice (the last counts) or of zero,
 * unknown fields, values in several runs or one by one, fields of different kinds interleaved.
 */
final class UnusualEncoding {
  private final Random random;

  UnusualEncoding(Random random) {
    this.random = random;
  }

  private interface Field {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  byte[] of(GridChunk chunk) throws IOException {
    List<Field> repeated = new ArrayList<>();
    for (NonFinite cells : chunk.getNonFiniteList()) {
      repeated.add(out -> out.writeMessage(GridChunk.NON_FINITE_FIELD_NUMBER, cells));
    }
    List<Field> columns = new ArrayList<>();
    for (Column column : chunk.getColumnsList()) {
      byte[] bytes = column(column);
      columns.add(out -> out.writeByteArray(GridChunk.COLUMNS_FIELD_NUMBER, bytes));
    }
    List<Field> first = List.of(out -> out.writeInt64(1, random.nextLong()),
        out -> out.writeInt64(1, chunk.getFirstCell()));
    List<Field> count = List.of(out -> out.writeInt32(2, random.nextInt()),
        out -> out.writeInt32(2, chunk.getCellCount()));
    byte[] bytes = write(interleaved(List.of(repeated, columns, last(first), last(count), unknown())));
    return write(interleaved(
        List.of(List.of(out -> out.writeByteArray(StreamGridResponse.CHUNK_FIELD_NUMBER, bytes)),
            unknown())));
  }

  private byte[] column(Column column) throws IOException {
    List<Field> checksum = List.of(out -> out.writeFixed32(1, random.nextInt()),
        out -> out.writeFixed32(1, column.getCrc32C()));
    List<Field> values = new ArrayList<>();
    for (int from = 0; from < column.getValuesCount();) {
      int end = from + 1 + random.nextInt(column.getValuesCount() - from);
      values.add(random.nextBoolean() ? packed(column.getValuesList().subList(from, end))
          : unpacked(column.getValuesList().subList(from, end)));
      from = end;
    }
    return write(interleaved(List.of(last(checksum), values, unknown())));
  }

  private static Field packed(List<Double> values) {
    return out -> {
      out.writeTag(Column.VALUES_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
      out.writeUInt32NoTag(values.size() * Double.BYTES);
      for (double value : values) {
        out.writeDoubleNoTag(value);
      }
    };
  }

  private static Field unpacked(List<Double> values) {
    return out -> {
      for (double value : values) {
        out.writeDouble(Column.VALUES_FIELD_NUMBER, value);
      }
    };
  }

  private List<Field> unknown() {
    return random.nextBoolean() ? List.of()
        : List.of(out -> out.writeString(1_000, "unknown"), out -> out.writeFixed64(77, random.nextLong()));
  }

  /** All of them, or the last alone: the same, since the last of a singular field counts. */
  private List<Field> last(List<Field> fields) {
    return random.nextBoolean() ? fields : fields.subList(fields.size() - 1, fields.size());
  }

  /** In any order that keeps that within each list. */
  private List<Field> interleaved(List<List<Field>> lists) {
    List<Integer> turns = new ArrayList<>();
    for (int list = 0; list < lists.size(); list++) {
      turns.addAll(Collections.nCopies(lists.get(list).size(), list));
    }
    Collections.shuffle(turns, random);
    int[] next = new int[lists.size()];
    return turns.stream().map(list -> lists.get(list).get(next[list]++)).toList();
  }

  private static byte[] write(List<Field> fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    for (Field field : fields) {
      field.writeTo(out);
    }
    out.flush();
    return bytes.toByteArray();
  }
}
