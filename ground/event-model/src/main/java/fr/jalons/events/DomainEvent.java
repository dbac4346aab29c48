package fr.jalons.events;

/** Any fact of the log. Sealed, so that a fold that forgets a new event does not compile. */
public sealed interface DomainEvent
    permits SchoolEvent,
        PlanningEvent,
        DeliveryEvent,
        EvaluationEvent,
        RecordEvent,
        PrivacyEvent,
        AccountEvent,
        OperatingEvent {}
