package fr.jalons.events;

/** What evaluation-module (Check, évaluer) records. Only that module raises these. */
public sealed interface EvaluationEvent extends DomainEvent
    permits AlertEvent,
        FrameworkEvent,
        CompetencyEvent,
        SurveyEvent,
        PublicationEvent,
        RecognitionEvent,
        LivretEvent,
        ResultEvent,
        ReviewEvent,
        ShowcaseEvent,
        GridEvent {
  String NAMESPACE = "evaluation";
}
