"""Forms, faxes, corrections and standings as HL7 FHIR resources."""
