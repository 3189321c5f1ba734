import Agreements
import History
import Ledger
import Presentation
import Wire

/// The events of a ledger.
enum LogReport {
  static func text(_ log: EventLog, _ style: Style) -> String {
    log.events.map { event in
      let words = event.acts.map { "    \($0.words.shown)\n" }.joined()
      return
        "\(style.yellow(event.commit.short)) \(event.when) \(style.bold(event.person.shown)): \(event.subject.shown)\n\(words)"
    }.joined()
  }

  static func json(_ log: EventLog) -> JSON {
    .array(
      log.events.map { event in
        .object([
          .init("commit", .string(event.commit.description)), .init("when", .string(event.when.description)),
          .init("person", .string(event.person)), .init("subject", .string(event.subject)),
          .init(
            "acts",
            .array(
              event.acts.map { act in
                .object(
                  [.init("kind", .string(act.kind))]
                    + (act.series.map { [.init("series", .string($0))] } ?? []) + [
                      .init("path", .string(act.path)), .init("words", .string(act.words)),
                    ])
              })),
        ])
      })
  }
}
