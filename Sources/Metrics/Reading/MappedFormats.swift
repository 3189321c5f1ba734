internal import Agreements

extension Mapping.EventColumn {
  /// Its formats, ready to be read; throws for a picture that is none.
  var timestamps: TimestampFormat {
    get throws(MeasuringError) {
      var others: [TimestampFormat] = []
      for other in otherFormats { others.append(try timestamps(other)) }
      return TimestampFormat(try timestamps(format), others: others)
    }
  }

  private func timestamps(_ format: Mapping.DateFormat) throws(MeasuringError) -> TimestampFormat {
    guard let read = TimestampFormat(format) else {
      throw .badPicture(column: column, picture: format.text)
    }
    return read
  }
}

extension Mapping.TimeOfDay {
  /// Its pictures, ready to be read; throws for one that is none of a time of day.
  var clock: ClockFormat {
    get throws(MeasuringError) {
      var formats: [ClockFormat] = []
      for picture in self.formats {
        guard let format = ClockFormat(picture) else { throw .badClock(column: column, picture: picture) }
        formats.append(format)
      }
      return ClockFormat(formats)
    }
  }
}
