import Agreements
import ArgumentParser
import Metrics
import Presentation
import Wire

struct Metrics: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics", abstract: "The metrics that commitments can be made of.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var reading: ReadOptions

  func run() async throws {
    if reading.format == .json {
      return Console.write(
        JSON.object([
          .init("metrics", .array(MetricDefinition.all.map(Self.json))),
          .init("rules", .array(CommonRule.all.map(Self.json))),
        ]).written())
    }
    let text = MetricDefinition.all.map(text).joined(separator: "\n")
    Console.write(
      text + "\n" + global.style.bold("For all of them") + "\n" + CommonRule.all.map(rule).joined())
  }

  private func text(_ definition: MetricDefinition) -> String {
    let metric = definition.metric
    var facts = "  in " + metric.targetUnits.map(\.rawValue).joined(separator: ", ")
    if !metric.neededParameters.isEmpty {
      facts += "; parameters: " + metric.neededParameters.joined(separator: ", ")
    }
    return "\(global.style.bold(metric.rawValue))  \(definition.title)\n\(facts)\n"
      + definition.definition.wrapped(Self.width, indent: "  ") + "\n"
  }

  private func rule(_ rule: CommonRule) -> String {
    "\(rule.title): \(rule.text)".wrapped(Self.width, indent: "  ") + "\n"
  }

  private static let width = 100

  private static func json(_ rule: CommonRule) -> JSON {
    .object([.init("title", .string(rule.title)), .init("text", .string(rule.text))])
  }

  private static func json(_ definition: MetricDefinition) -> JSON {
    .object([
      .init("metric", .string(definition.metric.rawValue)), .init("title", .string(definition.title)),
      .init("unit", .string(definition.unit)),
      .init("targetUnits", .array(definition.metric.targetUnits.map { .string($0.rawValue) })),
      .init("parameters", .array(definition.metric.neededParameters.map(JSON.string))),
      .init("optionalParameters", .array(definition.metric.optionalParameters.map(JSON.string))),
      .init("definition", .string(definition.definition)),
      .init("measurement", .array(definition.parts.map { .string($0.rawValue) })),
    ])
  }
}
