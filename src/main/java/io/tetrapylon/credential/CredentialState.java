package io.tetrapylon.credential;

import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import java.util.Locale;

/**
 * Where a credential is in its life. Only ACTIVE opens anything.
 *
 * <pre>
 *            activate            lock
 *  INITIAL ───────────► ACTIVE ───────► LOCKED
 *     │                 ▲   │  ◄───────   │
 *     │          enable │   │   unlock    │
 *     │                 │   ▼ disable     │
 *     └───────────────► DISABLED ◄────────┘
 *          disable                disable
 *
 *  each of them ──archive──► ARCHIVED, which nothing leaves: it keeps the keys taken
 * </pre>
 *
 * Asking for the state that a credential is in already changes nothing. Any other way is refused
 * with {@code CONFLICT}: unlocking, above all, never enables what somebody disabled. What was
 * disabled before its owner proved to have it is INITIAL again when it is enabled; the row
 * remembers that.
 */
public enum CredentialState {
  /** Made, but its owner has not yet proved to have it. */
  INITIAL {
    @Override
    public CredentialState activate() {
      return ACTIVE;
    }

    @Override
    public CredentialState disable() {
      return DISABLED;
    }
  },
  ACTIVE {
    @Override
    public CredentialState activate() {
      return this;
    }

    @Override
    public CredentialState lock() {
      return LOCKED;
    }

    @Override
    public CredentialState unlock() {
      return this;
    }

    @Override
    public CredentialState disable() {
      return DISABLED;
    }

    @Override
    public CredentialState enable() {
      return this;
    }
  },
  LOCKED {
    @Override
    public CredentialState lock() {
      return this;
    }

    @Override
    public CredentialState unlock() {
      return ACTIVE;
    }

    @Override
    public CredentialState disable() {
      return DISABLED;
    }
  },
  DISABLED {
    @Override
    public CredentialState disable() {
      return this;
    }

    @Override
    public CredentialState enable() {
      return ACTIVE;
    }
  },
  ARCHIVED;

  /** Its owner has proved to have it. */
  public CredentialState activate() {
    throw refused("activated");
  }

  /** Somebody, or a number of failures, shuts it until it is unlocked. */
  public CredentialState lock() {
    throw refused("locked");
  }

  /** The lock is taken away. */
  public CredentialState unlock() {
    throw refused("unlocked");
  }

  /** An operator takes it out of use. */
  public CredentialState disable() {
    throw refused("disabled");
  }

  /** An operator puts it back into use. */
  public CredentialState enable() {
    throw refused("enabled");
  }

  /** It is out of use for good, and its keys stay taken. */
  public final CredentialState archive() {
    return ARCHIVED;
  }

  /** Where somebody wants it, by the step that leads there; refused where none does. */
  public final CredentialState moveTo(CredentialState wanted) {
    return switch (wanted) {
      case INITIAL -> initial();
      case ACTIVE -> activated();
      case LOCKED -> lock();
      case DISABLED -> disable();
      case ARCHIVED -> archive();
    };
  }

  private CredentialState initial() {
    if (this != INITIAL) {
      throw refused("made new");
    }
    return this;
  }

  private CredentialState activated() {
    return switch (this) {
      case INITIAL, ACTIVE, ARCHIVED -> activate();
      case LOCKED -> unlock();
      case DISABLED -> enable();
    };
  }

  private Refusal refused(String participle) {
    return new Refusal(
        Reason.CONFLICT,
        "A credential that is "
            + name().toLowerCase(Locale.ROOT)
            + " cannot be "
            + participle
            + ".");
  }
}
