import Agreements
import Testing
import Wire

/// A mapping that a ledger sealed before members were added that may be left out.
struct SealedMappingTests {
  /// The SHA-256 of the text below, by which snapshots name it.
  private static let digest = "7633a484cb4d45bf267d46f5ccd86e52e0e3994b2576639185878fce00805c9d"

  @Test func `a mapping that was sealed earlier keeps its digest, and is still read`() throws {
    let bytes = Array(Self.text.utf8)
    let document = try Document(bytes, kind: .mapping)
    #expect(document.digest.hex == Self.digest)
    // Read and written again it stays what it was: nothing that may be left out is put in.
    #expect(try Document(document.json, kind: .mapping).bytes == bytes)
    let mapping = try Mapping(document.json)
    #expect(mapping.name == "our-crm" && mapping.rows == .leads && mapping.delimiter == UInt8(ascii: ";"))
    #expect(
      mapping.lead.valuesAt == .handoff && mapping.lead.aliases.map(\.column) == ["Contact ID", "Merged"])
    #expect(
      mapping.events.map(\.event) == [.mql, .attempt, .rejected, .alert, .assigned, .opportunity])
    #expect(mapping.events.allSatisfy { $0.otherFormats.isEmpty && $0.time == nil && $0.loggedTime == nil })
  }

  private static let text = #"""
    {
      "$schema": "urn:countersign:schema:mapping:1",
      "name": "our-crm",
      "revision": 2,
      "system": "Our CRM",
      "rows": "leads",
      "delimiter": "semicolon",
      "decimalMark": "comma",
      "zone": "Europe/Amsterdam",
      "lead": {
        "id": "Lead ID",
        "aliases": [
          {
            "column": "Contact ID"
          },
          {
            "column": "Merged",
            "separator": ";"
          }
        ],
        "email": "E-mail",
        "score": "Score",
        "amount": "Amount",
        "currency": "Currency",
        "source": "Source",
        "region": "Region",
        "owner": "Owner",
        "team": "Team",
        "valuesAt": "handoff",
        "fields": [
          {
            "id": "company",
            "column": "Company"
          }
        ]
      },
      "events": [
        {
          "event": "mql",
          "when": [
            {
              "column": "Kind",
              "values": [
                "Contact",
                "Lead"
              ]
            }
          ],
          "column": "Became MQL",
          "format": "DD.MM.YYYY hh:mm",
          "value": "Stage"
        },
        {
          "event": "attempt",
          "column": "First call",
          "format": "iso8601",
          "value": "Called by",
          "channelColumn": "Channel",
          "channel": "phone",
          "loggedAt": "Call entered",
          "outcome": "Outcome"
        },
        {
          "event": "rejected",
          "column": "Rejected",
          "format": "MM/DD/YYYY hh:mm AP",
          "reason": "Reason",
          "documentedAt": "Reason given"
        },
        {
          "event": "alert",
          "column": "Pricing page",
          "format": "epochMilliseconds",
          "deliveredAt": "Alert read"
        },
        {
          "event": "assigned",
          "column": "Assigned",
          "format": "epochSeconds",
          "owner": "Assigned to"
        },
        {
          "event": "opportunity",
          "column": "Opened",
          "format": "YYYY-MM-DD",
          "deal": "Deal ID",
          "amount": "Deal amount",
          "currency": "Deal currency"
        }
      ]
    }

    """#
}
