/**
 * Who may have how much of the server at once: {@link io.margrid.server.admission.Admission} hands out places to streams
 * and to questions, and takes them back.
 */
@NullMarked
package io.margrid.server.admission;

import org.jspecify.annotations.NullMarked;
