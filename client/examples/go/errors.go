package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// explain says what a failed call is about, a line for each fault of the request.
func explain(err error) string {
	failed, ok := status.FromError(err)
	if !ok {
		return err.Error()
	}
	for _, detail := range failed.Details() {
		if bad, ok := detail.(*errdetails.BadRequest); ok {
			var lines []string
			for _, fault := range bad.FieldViolations {
				lines = append(lines, fmt.Sprintf("%s  %s", fault.Reason, fault.Description))
			}
			return strings.Join(lines, "\n")
		}
	}
	return failed.Message()
}

// reason is for programs: RESUME_MISMATCH. Empty if the failure did not come from a Margrid server.
func reason(err error) string {
	for _, detail := range status.Convert(err).Details() {
		if info, ok := detail.(*errdetails.ErrorInfo); ok && info.Domain == "margrid.io" {
			return info.Reason
		}
	}
	return ""
}

// errIncomplete is a stream that ended well, but without its summary.
var errIncomplete = errors.New("stream: ended without its summary (expected: header, chunks, summary)")

// mayResume tells a lost connection, a reset stream or an invitation from what would fail again, and how long the
// server wants to be left alone.
func mayResume(err error) (wait time.Duration, ok bool) {
	if errors.Is(err, errIncomplete) {
		return 0, true
	}
	failed := status.Convert(err)
	for _, detail := range failed.Details() {
		if retry, ok := detail.(*errdetails.RetryInfo); ok {
			return retry.RetryDelay.AsDuration(), true
		}
	}
	switch failed.Code() {
	case codes.Unavailable:
		return 0, true
	case codes.Aborted:
		return 0, reason(err) == "READER_STALLED"
	case codes.DeadlineExceeded: // the server's limit for a call; a deadline of ours has no reason
		return 0, reason(err) == "CALL_TOO_LONG"
	case codes.Internal, codes.Unknown, codes.Canceled:
		return 0, reason(err) == "" && strings.Contains(failed.Message(), "RST_STREAM")
	default:
		return 0, false
	}
}
