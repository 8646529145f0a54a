import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Validates files against a PDF/A flavour: one line per file, "ok FILE" or "failed FILE" and a line per broken rule. */
public final class Validate {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.fromString(arguments[0]);
        for (int index = 1; index < arguments.length; index++) {
            try (FileInputStream file = new FileInputStream(arguments[index]);
                    PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                    PDFAValidator validator =
                            Foundries.defaultInstance().createValidator(flavour, 100, false, true, false)) {
                report(arguments[index], validator.validate(parser));
            }
        }
    }

    private static void report(String name, ValidationResult result) {
        System.out.println((result.isCompliant() ? "ok " : "failed ") + name);
        for (TestAssertion assertion : result.getTestAssertions()) {
            System.out.println("  " + assertion.getRuleId().getClause() + " " + assertion.getMessage());
        }
    }
}
