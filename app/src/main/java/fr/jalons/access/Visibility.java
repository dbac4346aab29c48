package fr.jalons.access;

import org.springframework.stereotype.Component;

/** What the current request may show, for those who put a view together. */
@Component
public class Visibility {
  /** Whether figures of a class may be shown, and its students may not. */
  public boolean aggregatesOnly() {
    return RowScope.current() == RowScope.AGGREGATE;
  }
}
