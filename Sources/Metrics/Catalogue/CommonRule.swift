/// A rule that holds for all metrics of the catalogue, in words that both sides read.
package struct CommonRule: Sendable {
  package let title: String
  package let text: String

  package static let all = [
    CommonRule(
      title: "Episodes",
      text: """
        One begins at an MQL or a demo request while none is open, and lasts until the next begins. Rejection, recycling, a \
        deal's end, a merger and unsubscribing close it; reopening opens it again, and takes back a rejection with all that \
        was decided before it, but no merger and no unsubscribing. It belongs to the period in which it begins.
        """),
    CommonRule(
      title: "Requests",
      text: """
        An episode came from the demo request that begins it. One that an MQL begins came from the lead's last request for \
        prices or contact up to that moment and since the episode before began, if there is one; of two at one moment from \
        that for prices. Numbers by request are about one of demo, pricing and contact.
        """),
    CommonRule(
      title: "One lead",
      text: """
        Rows with an id, a further id or an e-mail address in common are one lead. The row with the earliest MQL or demo \
        request speaks for it, and where none has one, or several the same, that of the lowest tier, and beyond that one \
        that the order of rows does not decide: tier, score, source, region, owner, team and fields are its own. What \
        several rows of the lead itself tell alike has happened once, and each activity has happened. An activity belongs \
        to the lead of its id, else to that of its address.
        """),
    CommonRule(
      title: "At one moment",
      text: """
        Creation comes first, then requests (for contact, for prices, for a demo), MQL, assignment, handoff, \
        attempts, connection, reply, meeting, acceptance, SQL, opportunity, then what closes (rejection, recycling, win, \
        loss, merger, unsubscribing), then reopening, updates and alerts.
        """),
    CommonRule(
      title: "Given already",
      text: """
        A lead that is assigned or handed over when its episode begins is so from its start on. Giving it to another restarts \
        no clock. What closes an episode ends that, and reopening does not bring it back.
        """),
    CommonRule(
      title: "Business days",
      text: """
        So many business days end with the close of that many after the one on which the clock runs first, and the end of \
        the business day is the close of that one. Opening hours past midnight belong to the date on which they begin. \
        Cool-offs, spans and ages are counted in calendar dates.
        """),
    CommonRule(
      title: "Dates without time",
      text: """
        They count as the start of their day, and as its end where they close something or say when a reason was written \
        down. What people did on a day counts for an episode that began on it, and as done at its end where leads are \
        left alone. No hours are reckoned from dates: such waits are set aside and counted, such alerts left out, and \
        such deals counted as missing.
        """),
    CommonRule(
      title: "Late",
      text: """
        What is due at a moment is in time at that moment and late after it. What the export tells of later times than its \
        own has not happened; a date without time has when that day has begun.
        """),
    CommonRule(
      title: "Deals",
      text: """
        Each counts once, by its id. Of a lead's deals without ids another begins only after the one before was won or lost, \
        and a loss without an opportunity is no deal. A win without an amount has that of the last win that tells one, else \
        the opportunity's. A deal that several leads or rows of nobody tell of happened as all of \
        them say, in the order of time; it is that of the lead that came first, of those in scope under which it was opened \
        or won. A deal of nobody counts only where the agreement has no scope.
        """),
    CommonRule(
      title: "Parts",
      text: """
        Sources, regions and teams with fewer than five cases, and those beyond the most frequent, are counted together as \
        (others), so that parts add up and nobody is told apart.
        """),
  ]
}
