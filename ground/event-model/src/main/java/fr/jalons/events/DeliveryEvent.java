package fr.jalons.events;

/** What delivery-module (Do, mettre en œuvre) records. Only that module raises these. */
public sealed interface DeliveryEvent extends DomainEvent
    permits SessionEvent,
        PortfolioEvent,
        ActionEvent,
        ResourceEvent,
        SupportEvent,
        PersonalWorkEvent,
        PlacementEvent {
  String NAMESPACE = "delivery";
}
