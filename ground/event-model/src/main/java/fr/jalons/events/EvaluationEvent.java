package fr.jalons.events;

/** What evaluation-module (Check, évaluer) records. Only that module raises these. */
public sealed interface EvaluationEvent extends DomainEvent
    permits FrameworkEvent, CompetencyEvent, SurveyEvent {
  String NAMESPACE = "evaluation";
}
