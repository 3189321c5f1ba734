import Agreements
import ArgumentParser
import Metrics
import Presentation
import Wire

struct Metrics: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "The metrics that commitments can be made of.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var reading: ReadOptions

  func run() async throws {
    if reading.format == .json {
      return Console.write(JSON.array(MetricDefinition.all.map(Self.json)).written())
    }
    Console.write(
      Table.text(
        MetricDefinition.all.map { definition in
          [
            definition.metric.rawValue, definition.metric.targetUnits.map(\.rawValue).joined(separator: ", "),
            definition.metric.neededParameters.joined(separator: ", "), definition.definition,
          ]
        }))
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
