package import Wire

/// What is measured: a metric with its parameters, over the leads that a filter lets through.
package struct Measure: Sendable, Hashable {
  package let metric: Metric
  package let parameters: MetricParameters
  package let filter: LeadFilter

  package init(
    metric: Metric, parameters: MetricParameters = MetricParameters(), filter: LeadFilter = LeadFilter()
  ) {
    self.metric = metric
    self.parameters = parameters
    self.filter = filter
  }
}

extension Measure {
  /// Reads `metric`, `parameters` and `where`, as commitments and snapshot entries both have them.
  package init(_ fields: Fields) throws(StructureProblem) {
    metric = try fields.value("metric", "metric of the catalogue", { Metric(rawValue: $0) })
    parameters =
      try fields.optionalRecord("parameters").map { (p) throws(StructureProblem) in try MetricParameters(p) }
      ?? MetricParameters()
    filter =
      try fields.optionalRecord("where").map { (filter) throws(StructureProblem) in try LeadFilter(filter) }
      ?? LeadFilter()
    let given = parameters.json.members?.map(\.key) ?? []
    for name in metric.neededParameters where !given.contains(name) {
      throw fields.problem("parameters", "\(metric.rawValue) needs the parameter \"\(name)\"")
    }
    for name in given
    where !metric.neededParameters.contains(name) && !metric.optionalParameters.contains(name) {
      throw fields.problem("parameters", "\(metric.rawValue) has no parameter \"\(name)\"")
    }
    if metric == .reported, filter != LeadFilter() {
      throw fields.problem("where", "a reported number is about no leads that could be filtered")
    }
  }

  /// Its members as documents write them: `metric`, then `parameters` and `where` where they are not empty.
  package var members: [JSON.Member] {
    var members = [JSON.Member("metric", .string(metric.rawValue))]
    if parameters != MetricParameters() { members.append(.init("parameters", parameters.json)) }
    if filter != LeadFilter() { members.append(.init("where", filter.json)) }
    return members
  }

  /// The members, shared by commitments and snapshot entries.
  static let properties: [Shape.Property] = [
    .needs("metric", .choice(Metric.allCases.map(\.rawValue)), "The metric; `sla metrics` lists them."),
    .may("parameters", MetricParameters.shape, "What the metric is told besides the leads."),
    .may("where", LeadFilter.shape, "Which leads it covers; left out, all."),
  ]
}
