"""Invoices that bring their own figures: Factur-X and ZUGFeRD, UBL, FatturaPA."""
