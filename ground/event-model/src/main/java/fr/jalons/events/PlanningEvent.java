package fr.jalons.events;

/** What planning-module (Plan, planifier) records. Only that module raises these. */
public sealed interface PlanningEvent extends DomainEvent
    permits NeedEvent, InterviewEvent, PositioningEvent, ProjectEvent {
  String NAMESPACE = "planning";
}
