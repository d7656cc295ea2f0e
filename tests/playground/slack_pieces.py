"""Builders of Block Kit blocks, elements and views for the playground tests."""


def plain(text):
    return {"type": "plain_text", "text": text}


def section(text="Hello", **more):
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def header(text):
    return {"type": "header", "text": plain(text)}


def context(text):
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text}]}


def button(action_id="go", text="Go", **more):
    return {"type": "button", "action_id": action_id, "text": plain(text), **more}


def actions(*elements, **more):
    return {"type": "actions", "elements": list(elements), **more}


def option(value, **more):
    return {"text": plain(value), "value": value, **more}


def select(action_id="pick", *values, **more):
    return {"type": "static_select", "action_id": action_id, "options": [option(value) for value in values], **more}


def field(block_id="name", action_id="name", element=None, **more):
    element = element or {"type": "plain_text_input", "action_id": action_id}
    return {"type": "input", "block_id": block_id, "label": plain("Name"), "element": element, **more}


def modal(*blocks, **more):
    return {
        "type": "modal",
        "title": plain("Title"),
        "submit": plain("Done"),
        "blocks": list(blocks or [section()]),
        **more,
    }


def home(*blocks, **more):
    return {"type": "home", "blocks": list(blocks or [section()]), **more}


def image(address, **more):
    return {"type": "image", "image_url": address, "alt_text": "A stretch", **more}
