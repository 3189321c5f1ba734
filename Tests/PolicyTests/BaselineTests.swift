import Agreements
import LedgerScenarios
import Policy
import Testing
import Wire

/// The baseline and the cap above it, in whole numbers.
struct BaselineTests {
  @Test(arguments: [
    // The mean and the middle are the same.
    ([100, 120, 110], 15, 127), ([100, 100, 100], 15, 115), ([100], 15, 115), ([100], 0, 100),
    // The middle is lower: one great month does not raise the baseline.
    ([10, 12, 500], 15, 14), ([100, 100, 101], 0, 100),
    // The mean is lower: one poor month does.
    ([10, 100, 100], 15, 81), ([99, 100, 100], 0, 100),
    // Even counts: between the two in the middle.
    ([100, 101], 0, 101), ([100, 102, 104, 1000], 0, 103), ([0, 100, 102, 104], 0, 77),
    // Fractions are kept until the cap is taken: 5/3 leads and 20 % are exactly 2.
    ([2, 2, 1], 20, 2), ([2, 2, 1], 21, 3), ([1, 1, 2], 0, 1),
    // Rounded up to the next whole lead, and not beyond.
    ([101], 15, 117), ([20], 15, 23), ([7, 7, 7], 15, 9), ([0, 0, 0], 15, 0), ([1], 1000, 11),
    // Periods in any order.
    ([500, 12, 10], 15, 14),
  ])
  func `the lower of mean and middle, and the cap rounded up`(values: [Int], cap: Int, ceiling: Int) throws {
    let baseline = try #require(Baseline(of: values))
    #expect(baseline.ceiling(capPercent: cap) == ceiling)
  }

  @Test func `nothing has no baseline`() { #expect(Baseline(of: []) == nil) }

  @Test func `the greatest counts allow no target rather than trapping`() throws {
    let greatest = 9_007_199_254_740_991
    let baseline = try #require(Baseline(of: Array(repeating: greatest, count: 24)))
    #expect(baseline.ceiling(capPercent: 1000) >= 0)
    #expect(try #require(Baseline(of: [greatest])).ceiling(capPercent: 15) > greatest)
  }

  @Test(arguments: [
    ([100, 120, 110], "110"), ([2, 2, 1], "5/3 (about 2)"), ([1, 1, 2], "1"),
    ([100, 101], "201/2 (about 101)"),
  ])
  func `a baseline is shown as it is`(values: [Int], words: String) throws {
    #expect(try #require(Baseline(of: values)).words == words)
  }

  @Test(arguments: [
    (90, 100, 90, true), (89, 100, 90, false), (179, 200, 90, false), (180, 200, 90, true), (0, 5, 0, true),
    (899_999, 1_000_000, 90, false),
  ])
  func `a share is compared without rounding`(part: Int, whole: Int, target: Int, meets: Bool) throws {
    let figures = Figures.share(.init(numerator: part, denominator: whole))
    let atLeast = try Commitment(Fields(AgreementDocuments.contact(target))).target
    #expect(figures.meets(atLeast, of: .mqlDelivered) == meets)
  }

  @Test func `nothing measured meets nothing`() throws {
    let atMost = AgreementDocuments.contact(20).replacing("/target/comparison", with: "atMost")
    let target = try Commitment(Fields(atMost)).target
    #expect(Figures.share(.init(numerator: 0, denominator: 0)).meets(target, of: .mqlDelivered) == nil)
    #expect(Figures.share(.init(numerator: 20, denominator: 100)).meets(target, of: .mqlDelivered) == true)
    #expect(Figures.share(.init(numerator: 21, denominator: 100)).meets(target, of: .mqlDelivered) == false)
  }

  @Test func `rates are cut, so that almost kept does not read as kept`() {
    #expect(Figures.share(.init(numerator: 9_999, denominator: 10_000)).words == "99.9 % (9999 of 10000)")
    #expect(Figures.share(.init(numerator: 0, denominator: 0)).words == "no data")
  }
}
