package fr.jalons.events;

/** What planning-module (Plan, planifier) records. Only that module raises these. */
public sealed interface PlanningEvent extends DomainEvent
    permits NeedEvent,
        InterviewEvent,
        PositioningEvent,
        ProjectEvent,
        TutorEvent,
        VoletEvent,
        ObjectiveEvent,
        AxisEvent,
        MeetingEvent,
        TaskEvent,
        CalendarEvent,
        TargetEvent,
        ProposalEvent,
        MeansEvent,
        PartnerEvent,
        PriorRecordEvent {
  String NAMESPACE = "planning";
}
