"""What MkDocs does beyond Markdown: run the pages' code, write the reference, refuse what comes from the network."""

import pkgutil
import re
import sys
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.model_pages import model_files
from tools.run_page import PageError, run_page

REMOTE = re.compile(
    r"""<(?:script|img|iframe|source)\b[^>]*\bsrc=["']?(?:https?:)?//|<link\b[^>]*\brel=["']?stylesheet["']?[^>]*href=["']?(?:https?:)?//"""
)


RUNNING: dict[str, Future] = {}
"""The pages whose code is being run, by file: in processes of their own, while the models are drawn in others."""


def on_files(files: Files, config) -> Files:
    """Begin to run the pages; add one for each model and each public module, and the lists of these."""
    pool = ProcessPoolExecutor(2, mp_context=get_context("spawn"))
    for file in files.documentation_pages():
        path = Path(file.abs_src_path)
        RUNNING[file.src_uri] = pool.submit(run_page, path.read_text(encoding="utf-8"), str(path), path.stem)
    pool.shutdown(wait=False)
    import brainmass
    from brainmass.models import by_family

    modules = _public_modules(brainmass)
    pages: dict[str, str | bytes] = {"reference/index.md": _index_page(modules), **model_files()}
    pages |= {f"reference/{name}.md": f"# {name}\n\n::: {name}\n" for name in modules}
    for path, content in pages.items():
        files.append(File.generated(config, path, content=content))
    reference = [{"Overview": "reference/index.md"}, *({name: f"reference/{name}.md"} for name in modules)]
    families = [
        {family[0].upper() + family[1:]: [{model.name: f"models/{model.name}.md"} for model in models]}
        for family, models in by_family().items()
    ]
    config.nav = [*config.nav, {"Models": [{"Gallery": "models/index.md"}, *families]}, {"API reference": reference}]
    return files


def on_page_markdown(markdown: str, page, config, files: Files) -> str:
    """A page that somebody wrote, with what its code gave."""
    if page.file.generated_by:
        return markdown
    try:
        text, figures = RUNNING.pop(page.file.src_uri).result()
    except PageError as error:
        raise PluginError(str(error)) from error
    folder = Path(page.file.src_uri).parent
    for name, image in figures.items():
        files.append(File.generated(config, (folder / name).as_posix(), content=image))
    return text


def on_post_page(output: str, page, config) -> str:
    """A page must be whole without network."""
    found = REMOTE.search(output)
    if found:
        raise PluginError(f"{page.file.src_uri} loads something from elsewhere: {found.group()}")
    return output


def _public_modules(package) -> list[str]:
    found = pkgutil.walk_packages(package.__path__, prefix=f"{package.__name__}.")
    names = [package.__name__, *(module.name for module in found)]
    # The models have pages of their own, and an underscore marks what is nobody else's business.
    return [n for n in names if not n.startswith("brainmass.models.") and not re.search(r"(^|\.)_", n)]


def _index_page(modules: list[str]) -> str:
    rows = "\n".join(f"- [{name}]({name}.md)" for name in modules)
    return (
        f"# API reference\n\nEvery public module. The [models](../models/index.md) have pages of their own.\n\n{rows}\n"
    )
