/// Calls a sink without counting references: an atomic retain and release for each of millions of events would take
/// more time than the parsing. The reader keeps the sink alive.
protocol SinkCall {
  func start(_ name: borrowing XMLName, _ attributes: borrowing XMLAttributes, _ position: XMLPosition)
  func end(_ name: borrowing XMLName, _ position: XMLPosition)
  func text(_ bytes: UnsafeRawBufferPointer, _ position: XMLPosition)
}

/// The call for sinks of one type.
struct UncountedSinkCall<Sink: XMLEventSink>: SinkCall {
  private let sink: Unmanaged<Sink>

  init(_ sink: Sink) {
    self.sink = .passUnretained(sink)
  }

  func start(_ name: borrowing XMLName, _ attributes: borrowing XMLAttributes, _ position: XMLPosition) {
    sink._withUnsafeGuaranteedRef { $0.startElement(name, attributes: attributes, at: position) }
  }

  func end(_ name: borrowing XMLName, _ position: XMLPosition) {
    sink._withUnsafeGuaranteedRef { $0.endElement(name, at: position) }
  }

  func text(_ bytes: UnsafeRawBufferPointer, _ position: XMLPosition) {
    sink._withUnsafeGuaranteedRef { $0.text(bytes, at: position) }
  }
}

/// The call for a sink of any type.
func uncountedCall(_ sink: some XMLEventSink) -> any SinkCall { UncountedSinkCall(sink) }
