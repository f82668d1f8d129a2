package io.margrid.server.service;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.v1.ListModelsRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Which part of the catalogue a caller asks for.
 *
 * @param size  most models, 1 to {@value #MAX_SIZE}
 * @param after id that the page begins after; empty for the first page
 */
record ModelPage(int size, String after) {
  static final int MAX_SIZE = 1_000;
  private static final int DEFAULT_SIZE = 100;
  /** Tells tokens from other text, and later forms from this one. */
  private static final String TOKEN_FORM = "1:";

  /**
   * The page asked for.
   *
   * @throws io.margrid.core.fault.InvalidRequestException if size or token are not as the contract says
   */
  static ModelPage of(ListModelsRequest request) {
    Faults faults = new Faults();
    int asked = request.getPageSize();
    if (asked < 0 || asked > MAX_SIZE) {
      faults.add(FieldPath.ROOT.field("page_size", ListModelsRequest.PAGE_SIZE_FIELD_NUMBER),
          Reason.INVALID_VALUE,
          Integer.toString(asked), "0 to " + MAX_SIZE);
    }
    String after = after(request.getPageToken(), faults);
    faults.throwIfAny();
    return new ModelPage(asked == 0 ? DEFAULT_SIZE : asked, after);
  }

  private static String after(String token, Faults faults) {
    String decoded = token.isEmpty() ? TOKEN_FORM : decode(token);
    if (!decoded.startsWith(TOKEN_FORM)) {
      faults.add(FieldPath.ROOT.field("page_token", ListModelsRequest.PAGE_TOKEN_FIELD_NUMBER),
          Reason.INVALID_VALUE,
          token, "next_page_token of the page before");
      return "";
    }
    return decoded.substring(TOKEN_FORM.length());
  }

  private static String decode(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return "";
    }
  }

  /** Asks for the page after the model of that id. */
  static String tokenAfter(String id) {
    return Base64.getUrlEncoder().withoutPadding()
        .encodeToString((TOKEN_FORM + id).getBytes(StandardCharsets.UTF_8));
  }
}
