package fr.jalons.followup;

import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.SessionEvent.Nature;
import org.springframework.stereotype.Component;

/**
 * For pages: of what nature an action is that answers needs of an area, until somebody says more.
 */
@Component("needGroupNatures")
public class NeedGroupNatures {
  public Nature of(NeedArea area) {
    return switch (area) {
      case FUNDAMENTALS -> Nature.FUNDAMENTALS;
      case PSYCHOSOCIAL -> Nature.PSYCHOSOCIAL;
      case TRANSVERSAL -> Nature.MULTIDISCIPLINARY;
      case SOCIO_PROFESSIONAL, ORIENTATION -> Nature.PROFESSIONAL_PROJECT;
      case AUTONOMY -> Nature.AUTONOMY;
      case EXAM -> Nature.EXAM;
    };
  }
}
