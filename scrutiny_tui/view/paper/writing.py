"""Makes all the paper of a workshop and puts it into a folder."""

from __future__ import annotations

from pathlib import Path

from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.session import Session
from scrutiny_tui.view.paper import documents
from scrutiny_tui.view.paper.choosing import Paper, chosen
from scrutiny_tui.view.paper.forms import form_csv
from scrutiny_tui.view.paper.options import PaperOptions
from scrutiny_tui.view.paper.placing import place_files, present_in
from scrutiny_tui.view.paper.workbook import form_workbook


def write_paper(session: Session, pack: Pack, folder: Path, options: PaperOptions) -> tuple[Path, ...]:
    """Write the paper that the workshop needs into the folder, all of it or none, and return the files.

    Raises `InputError` if nobody answers or a file is there already and is not to be replaced, and `MachineError`
    where the folder cannot be written to.
    """
    files = {paper.value: _content(paper, session, pack, options) for paper in chosen(session)}
    return place_files(folder, files, replace=options.replace)


def paper_in(session: Session, folder: Path) -> tuple[str, ...]:
    """Return which files of the workshop's paper are in the folder already, those of an earlier time.

    Raises `InputError` if nobody answers.
    """
    return present_in(folder, (paper.value for paper in chosen(session)))


def _content(paper: Paper, session: Session, pack: Pack, options: PaperOptions) -> bytes:
    if paper is Paper.FORM_CSV:
        return form_csv(session)
    if paper is Paper.FORM_WORKBOOK:
        return form_workbook(session)
    return _document(paper, session, pack, options).encode()


def _document(paper: Paper, session: Session, pack: Pack, options: PaperOptions) -> str:
    if paper is Paper.CARDS:
        return documents.cards(session, options)
    if paper is Paper.SLIPS:
        return documents.slips(session, options)
    if paper is Paper.RUN_SHEET:
        return documents.run_sheet(session, pack)
    plain = {
        Paper.LABELS: documents.labels,
        Paper.TABLE_SHEETS: documents.table_sheets,
        Paper.FORM: documents.form,
    }
    return plain[paper](session)
