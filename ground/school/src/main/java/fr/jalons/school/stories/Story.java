package fr.jalons.school.stories;

/**
 * What happens in one slice during a school year. Each slice has one, as a bean. It draws only from
 * its teller, which has a sequence of its own: a new story changes nothing that another one tells.
 * What people write has a blank in it, and codes have none: tests put other words there.
 */
public interface Story {
  void tell(Teller teller);
}
