package io.margrid.server;

/** What happens to a connection, on the way from the server to the client. */
sealed interface Fault {
  /** How a connection that is not passed on any further is left. */
  enum Verdict {
    PASS, CLOSE, RESET, HALF_OPEN
  }

  /** Follows one connection. */
  interface Course {
    /** How many of these bytes go on; fewer than given ends the connection as {@link #verdict} says. May wait. */
    int pass(byte[] bytes, int count) throws InterruptedException;

    default Verdict verdict() {
      return Verdict.PASS;
    }
  }

  /** For one connection. */
  Course begin();

  /** Everything passes. */
  record None() implements Fault {
    @Override
    public Course begin() {
      return (bytes, count) -> count;
    }
  }

  /** Accepted, and reset at once. */
  record Refuse() implements Fault {
    @Override
    public Course begin() {
      return (bytes, count) -> 0;
    }
  }

  /** Bytes wait. */
  record Delay(int millis) implements Fault {
    @Override
    public Course begin() {
      return (bytes, count) -> {
        Thread.sleep(millis);
        return count;
      };
    }
  }

  /** Bytes pass no faster. */
  record Throttle(int bytesPerMilli) implements Fault {
    @Override
    public Course begin() {
      return (bytes, count) -> {
        Thread.sleep(count / bytesPerMilli);
        return count;
      };
    }
  }

  /** Ends, in this way, after so many bytes. */
  record AfterBytes(long limit, Verdict verdict) implements Fault {
    @Override
    public Course begin() {
      return new Course() {
        private long left = limit;

        @Override
        public int pass(byte[] bytes, int count) {
          int passed = (int) Math.min(left, count);
          left -= passed;
          return passed;
        }

        @Override
        public Verdict verdict() {
          return AfterBytes.this.verdict;
        }
      };
    }
  }

  /** Ends, in this way, right after the last byte of so many gRPC messages. */
  record AfterMessages(int limit, Verdict verdict) implements Fault {
    @Override
    public Course begin() {
      return new Course() {
        private final MessageCounter counter = new MessageCounter();

        @Override
        public int pass(byte[] bytes, int count) {
          for (int i = 0; i < count; i++) {
            if (counter.messages() == limit) {
              return i;
            }
            counter.next(bytes[i]);
          }
          return count;
        }

        @Override
        public Verdict verdict() {
          return AfterMessages.this.verdict;
        }
      };
    }
  }
}
