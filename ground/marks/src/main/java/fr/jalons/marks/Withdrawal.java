package fr.jalons.marks;

import java.time.LocalDate;
import java.util.Map;

/**
 * An event that takes back what earlier ones put on record. The entries of aspects that are told by
 * its identity count no more; a reader who asks for them gets them with the reason.
 */
public interface Withdrawal {

  /** Key and value of the tag that tells the record. */
  Map<String, String> identity();

  /** Why. It is sealed where the record is about a person. */
  String reason();

  /** Since when it is withdrawn. */
  LocalDate withdrawnOn();
}
