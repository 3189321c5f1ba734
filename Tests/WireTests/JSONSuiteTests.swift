import Foundation
import TestMaterial
import Testing
import Wire

/// Nicolas Seriot's JSONTestSuite.
struct JSONSuiteTests {
  /// What JSON allows and the ledger's form does not, with the reason for each.
  static let refused: [String: JSONError.Problem] = [
    "y_number.json": .exponent,
    "y_number_0e+1.json": .exponent,
    "y_number_0e1.json": .exponent,
    "y_number_double_close_to_zero.json": .fraction,
    "y_number_int_with_exp.json": .exponent,
    "y_number_minus_zero.json": .negativeZero,
    "y_number_negative_zero.json": .negativeZero,
    "y_number_real_capital_e.json": .exponent,
    "y_number_real_capital_e_neg_exp.json": .exponent,
    "y_number_real_capital_e_pos_exp.json": .exponent,
    "y_number_real_exponent.json": .exponent,
    "y_number_real_fraction_exponent.json": .fraction,
    "y_number_real_neg_exp.json": .exponent,
    "y_number_real_pos_exponent.json": .exponent,
    "y_number_simple_real.json": .fraction,
    "y_object_duplicated_key.json": .duplicateKey("a"),
    "y_object_duplicated_key_and_value.json": .duplicateKey("a"),
    "y_object_escaped_null_in_key.json": .invisibleCharacter(0),
    "y_object_extreme_numbers.json": .fraction,
    "y_string_allowed_escapes.json": .invisibleCharacter(8),
    "y_string_escaped_control_character.json": .invisibleCharacter(0x12),
    "y_string_escaped_noncharacter.json": .noncharacter(0xFFFF),
    "y_string_last_surrogates_1_and_2.json": .noncharacter(0x10FFFF),
    "y_string_nonCharacterInUTF-8_U+10FFFF.json": .noncharacter(0x10FFFF),
    "y_string_nonCharacterInUTF-8_U+FFFF.json": .noncharacter(0xFFFF),
    "y_string_null_escape.json": .invisibleCharacter(0),
    "y_string_uescaped_newline.json": .invisibleCharacter(0x0A),
    "y_string_unescaped_char_delete.json": .invisibleCharacter(0x7F),
    "y_string_unicode_U+10FFFE_nonchar.json": .noncharacter(0x10FFFE),
    "y_string_unicode_U+1FFFE_nonchar.json": .noncharacter(0x1FFFE),
    "y_string_unicode_U+200B_ZERO_WIDTH_SPACE.json": .invisibleCharacter(0x200B),
    "y_string_unicode_U+FDD0_nonchar.json": .noncharacter(0xFDD0),
    "y_string_unicode_U+FFFE_nonchar.json": .noncharacter(0xFFFE),
    "y_string_with_del_character.json": .invisibleCharacter(0x7F),
    "y_structure_lonely_negative_real.json": .fraction,
  ]

  /// What JSON leaves open: all of it is refused here, each for this reason.
  static let open: [String: JSONError.Problem] = [
    "i_number_double_huge_neg_exp.json": .fraction,
    "i_number_huge_exp.json": .fraction,
    "i_number_neg_int_huge_exp.json": .exponent,
    "i_number_pos_double_huge_exp.json": .fraction,
    "i_number_real_neg_overflow.json": .exponent,
    "i_number_real_pos_overflow.json": .exponent,
    "i_number_real_underflow.json": .exponent,
    "i_number_too_big_neg_int.json": .integerOutOfRange,
    "i_number_too_big_pos_int.json": .integerOutOfRange,
    "i_number_very_big_negative_int.json": .integerOutOfRange,
    "i_object_key_lone_2nd_surrogate.json": .loneSurrogate,
    "i_string_1st_surrogate_but_2nd_missing.json": .loneSurrogate,
    "i_string_1st_valid_surrogate_2nd_invalid.json": .loneSurrogate,
    "i_string_UTF-16LE_with_BOM.json": .byteOrderMark,
    "i_string_UTF-8_invalid_sequence.json": .notUTF8,
    "i_string_UTF8_surrogate_U+D800.json": .notUTF8,
    "i_string_incomplete_surrogate_and_escape_valid.json": .loneSurrogate,
    "i_string_incomplete_surrogate_pair.json": .loneSurrogate,
    "i_string_incomplete_surrogates_escape_valid.json": .loneSurrogate,
    "i_string_invalid_lonely_surrogate.json": .loneSurrogate,
    "i_string_invalid_surrogate.json": .loneSurrogate,
    "i_string_invalid_utf-8.json": .notUTF8,
    "i_string_inverted_surrogates_U+1D11E.json": .loneSurrogate,
    "i_string_iso_latin_1.json": .notUTF8,
    "i_string_lone_second_surrogate.json": .loneSurrogate,
    "i_string_lone_utf8_continuation_byte.json": .notUTF8,
    "i_string_not_in_unicode_range.json": .notUTF8,
    "i_string_overlong_sequence_2_bytes.json": .notUTF8,
    "i_string_overlong_sequence_6_bytes.json": .notUTF8,
    "i_string_overlong_sequence_6_bytes_null.json": .notUTF8,
    "i_string_truncated-utf-8.json": .notUTF8,
    "i_string_utf16BE_no_BOM.json": .unexpectedByte(0),
    "i_string_utf16LE_no_BOM.json": .unexpectedByte(0),
    "i_structure_500_nested_arrays.json": .tooDeep(limit: 64),
    "i_structure_UTF-8_BOM_empty_object.json": .byteOrderMark,
  ]

  static func names(_ prefix: String) throws -> [String] {
    try TestData.files(in: "suites/json-test-suite").filter { $0.hasPrefix(prefix) }
  }

  @Test func `the whole suite is there`() throws {
    #expect(try Self.names("y_").count == 95)
    #expect(try Self.names("n_").count == 188)
    #expect(try Self.names("i_").count == 35)
  }

  @Test func `what every reader accepts is read, but for what the ledger's form leaves out`() throws {
    #expect(try outcomes("y_") == Self.refused)
  }

  @Test func `what no reader accepts is refused`() throws {
    let refused = try outcomes("n_")
    for name in try Self.names("n_") { #expect(refused[name] != nil, "\(name)") }
  }

  @Test func `what readers differ about is refused`() throws {
    #expect(try outcomes("i_") == Self.open)
  }

  @Test func `what is read is written so that it reads the same`() throws {
    for name in try Self.names("y_") where Self.refused[name] == nil {
      let value = try JSON.parse(try TestData.bytes("suites/json-test-suite/\(name)"))
      #expect(try JSON.parse(value.written()) == value, "\(name)")
    }
  }

  /// The problem of each file that is refused.
  private func outcomes(_ prefix: String) throws -> [String: JSONError.Problem] {
    var problems: [String: JSONError.Problem] = [:]
    for name in try Self.names(prefix) {
      do { _ = try JSON.parse(try TestData.bytes("suites/json-test-suite/\(name)")) } catch let error
        as JSONError
      {
        problems[name] = error.problem
      }
    }
    return problems
  }
}
