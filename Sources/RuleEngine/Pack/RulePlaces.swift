public import ReportForm

extension RulePack {
  /// The fields that findings of a rule point at, in the order of the rule.
  public func places(of rule: Rule) -> [(section: SectionDefinition, field: FieldDefinition)] {
    rule.targets.map { target in
      let section = form.sections[target.section]
      return (section, section.fields[target.field])
    }
  }
}
