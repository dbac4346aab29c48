package fr.jalons.events;

/** What delivery-module (Do, mettre en œuvre) records. Only that module raises these. */
public sealed interface DeliveryEvent extends DomainEvent permits SessionEvent {
  String NAMESPACE = "delivery";
}
