"""Printable paper for a workshop: cards, slips, labels, table sheets, forms and the facilitator's run sheet.

Nothing of any answer is on it: it is made from the wording, the details and the list of people alone.
"""
