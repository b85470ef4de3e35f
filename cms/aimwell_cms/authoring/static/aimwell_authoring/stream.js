// A stream of blocks in which "carried" blocks can stand but can't be added, and what is deleted can be put back.
{
  const Stream = window.wagtailStreamField.blocks.StreamBlockDefinition;

  class CarryingStreamBlockDefinition extends Stream {
    constructor(name, groups, initialStates, meta) {
      super(name, groups, initialStates, meta);
      this.groupedChildBlockDefs = groups
        .map(([group, blocks]) => [group, blocks.filter((block) => block.name !== "carried")])
        .filter(([, blocks]) => blocks.length > 0);
    }

    render(...options) {
      const stream = super.render(...options);
      const deleteBlock = stream.deleteBlock.bind(stream);
      stream.deleteBlock = (index, how) => {
        const [child, inserter] = [stream.children[index], stream.inserters[index]];
        const next = stream.children[index + 1];
        deleteBlock(index, how);
        const restore = () => putBack(stream, child, inserter, next);
        child.element.dispatchEvent(new CustomEvent("aimwell:deleted", { bubbles: true, detail: { restore } }));
      };
      return stream;
    }
  }

  // The opposite of Wagtail's deleteBlock: the block stands again before what came after it.
  function putBack(stream, child, inserter, next) {
    const found = stream.children.indexOf(next);
    const index = found < 0 ? stream.children.length : found;
    stream.inserters[index].element.before(inserter.element, child.element);
    stream.children.splice(index, 0, child);
    stream.inserters.splice(index, 0, inserter);
    child.deletedInput.val("");
    for (const one of [child, inserter]) window.$(one.element).stop(true, true).show().removeAttr("aria-hidden").css("opacity", "");
    stream.children.forEach((one, at) => {
      one.setIndex(at);
      at > 0 ? one.enableMoveUp() : one.disableMoveUp();
      at < stream.children.length - 1 ? one.enableMoveDown() : one.disableMoveDown();
    });
    stream.inserters.forEach((one, at) => one.setIndex(at));
    stream.blockCountChanged();
  }

  window.telepath.register("aimwell.CarryingStreamBlock", CarryingStreamBlockDefinition);
}
