#include "ui/models/jsontreemodel.h"

#include <algorithm>

namespace hw::models {

using json::Type;
using json::Value;

namespace {

constexpr qsizetype shownCharacters = 500;

bool isContainer(Type type)
{
    return type == Type::Array || type == Type::Object;
}

/// The first characters of a quoted text, a few more than are shown: the rest may be a hundred megabytes.
QString beginningOf(QByteArrayView quoted)
{
    constexpr qsizetype longestCharacter = 6; // \u and four digits
    if (quoted.size() <= (shownCharacters + 2) * longestCharacter) {
        const auto value = json::parse(quoted);
        return value ? value->toString() : QString();
    }
    qsizetype end = 1;
    for (qsizetype i = 0; i <= shownCharacters; ++i) {
        if (quoted[end] == '\\') {
            end += quoted[end + 1] == 'u' ? longestCharacter : 2;
            continue;
        }
        for (++end; end < quoted.size() && (quoted[end] & 0xC0) == 0x80;) // the bytes that go on with a character
            ++end;
    }
    const QByteArray closed = quoted.first(end).toByteArray() + '"';
    const auto value = json::parse(closed);
    return value ? value->toString() : QString();
}

QString textOf(const Value& value)
{
    return QString::fromUtf8(json::write(value));
}

bool isPlainName(const QString& name)
{
    if (name.isEmpty() || name.at(0).isDigit())
        return false;
    return std::all_of(name.begin(), name.end(), [](QChar c) {
        return c == u'_' || c == u'$' || c == u'-' || (c.unicode() < 128 && c.isLetterOrNumber());
    });
}

/// Epoch seconds or milliseconds between 2001 and 2100, as providers send them.
std::optional<qint64> asTime(const Value& value)
{
    if (!value.isNumber() || value.numberText().contains('e') || value.numberText().contains('.'))
        return std::nullopt;
    const qint64 number = value.toInteger();
    if (number >= 1000000000 && number < 4102444800)
        return number * 1000000;
    if (number >= 1000000000000 && number < 4102444800000)
        return number * 1000;
    return std::nullopt;
}

} // namespace

struct JsonTreeModel::Node
{
    json::Outline::Node piece;    ///< its place in the outline
    const Value* value = nullptr; ///< without an outline
    Node* parent = nullptr;
    int row = 0;
    QString key;
    std::vector<std::unique_ptr<Node>> children;
    mutable std::optional<size_t> count; ///< of all members, where the outline was asked

    [[nodiscard]] Type type() const { return value ? value->type() : piece.type; }
    [[nodiscard]] bool isContainer() const { return models::isContainer(type()); }
};

JsonTreeModel::JsonTreeModel(QObject* parent)
    : QAbstractItemModel(parent)
{}

JsonTreeModel::~JsonTreeModel() = default;

void JsonTreeModel::setRoot(std::shared_ptr<const Value> root)
{
    beginResetModel();
    m_root.reset();
    m_outline.reset();
    m_value = std::move(root);
    if (m_value && !m_value->isUndefined()) {
        m_root = std::make_unique<Node>();
        m_root->value = m_value.get();
        showRoot();
    }
    endResetModel();
}

void JsonTreeModel::setOutline(std::shared_ptr<json::Outline> outline)
{
    beginResetModel();
    m_root.reset();
    m_value.reset();
    m_outline = std::move(outline);
    if (m_outline) {
        m_root = std::make_unique<Node>();
        m_root->piece = m_outline->root();
        showRoot();
    }
    endResetModel();
}

void JsonTreeModel::showRoot()
{
    if (m_root->isContainer()) {
        grow(*m_root, std::min(memberCount(*m_root), static_cast<size_t>(chunk)));
        return;
    }
    auto only = std::make_unique<Node>();
    only->parent = m_root.get();
    only->value = m_root->value;
    only->piece = m_root->piece;
    m_root->children.push_back(std::move(only));
}

void JsonTreeModel::grow(Node& node, size_t count)
{
    const size_t first = node.children.size();
    const bool isArray = node.type() == Type::Array;
    std::vector<json::Outline::Node> pieces;
    if (m_outline) {
        auto read = m_outline->children(node.piece, static_cast<qsizetype>(first), static_cast<qsizetype>(count));
        pieces = read ? *std::move(read) : std::vector<json::Outline::Node>();
        pieces.resize(count); // what breaks off in the middle shows as nothing
    }
    node.children.reserve(first + count);
    for (size_t i = first; i < first + count; ++i) {
        auto child = std::make_unique<Node>();
        child->parent = &node;
        child->row = static_cast<int>(i);
        if (m_outline) {
            child->piece = std::move(pieces[i - first]);
            child->key = isArray ? QString() : child->piece.key;
        } else if (isArray) {
            child->value = &node.value->toArray()[i];
        } else {
            const json::Member& member = node.value->toObject().begin()[static_cast<std::ptrdiff_t>(i)];
            child->key = member.first;
            child->value = &member.second;
        }
        if (isArray)
            child->key = u'[' + QString::number(i) + u']';
        node.children.push_back(std::move(child));
    }
}

size_t JsonTreeModel::memberCount(const Node& node) const
{
    if (!node.isContainer())
        return 0;
    if (!m_outline)
        return node.type() == Type::Array ? node.value->toArray().size() : node.value->toObject().size();
    // Counted as far as rows are needed: each fetch beyond the limit asks for the next stretch.
    const auto limit = static_cast<qsizetype>(node.children.size()) + largestCount;
    if (!node.count || (*node.count >= static_cast<size_t>(largestCount) && *node.count <= node.children.size()))
        node.count = static_cast<size_t>(m_outline->childCount(node.piece, limit).valueOr(0));
    return *node.count;
}

JsonTreeModel::Node* JsonTreeModel::nodeOf(const QModelIndex& index) const
{
    return index.isValid() ? static_cast<Node*>(index.internalPointer()) : m_root.get();
}

QModelIndex JsonTreeModel::indexOf(Node* node) const
{
    return !node || node == m_root.get() ? QModelIndex() : createIndex(node->row, 0, node);
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    Node* node = nodeOf(parent);
    if (!node || column != 0 || row < 0 || static_cast<size_t>(row) >= node->children.size())
        return {};
    return createIndex(row, 0, node->children[static_cast<size_t>(row)].get());
}

QModelIndex JsonTreeModel::parent(const QModelIndex& child) const
{
    return child.isValid() ? indexOf(nodeOf(child)->parent) : QModelIndex();
}

int JsonTreeModel::rowCount(const QModelIndex& parent) const
{
    const Node* node = nodeOf(parent);
    return node && parent.column() <= 0 ? static_cast<int>(node->children.size()) : 0;
}

int JsonTreeModel::columnCount(const QModelIndex& parent) const
{
    Q_UNUSED(parent)
    return 1;
}

bool JsonTreeModel::hasChildren(const QModelIndex& parent) const
{
    const Node* node = nodeOf(parent);
    if (!node || parent.column() > 0)
        return false;
    return node == m_root.get() ? !node->children.empty() : memberCount(*node) > 0;
}

bool JsonTreeModel::canFetchMore(const QModelIndex& parent) const
{
    const Node* node = nodeOf(parent);
    return node && node->children.size() < memberCount(*node);
}

void JsonTreeModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent))
        return;
    Node* node = nodeOf(parent);
    const size_t count = std::min(memberCount(*node) - node->children.size(), static_cast<size_t>(chunk));
    const int first = static_cast<int>(node->children.size());
    beginInsertRows(parent, first, first + static_cast<int>(count) - 1);
    grow(*node, count);
    endInsertRows();
}

QString JsonTreeModel::valueText(const Node& node) const
{
    if (node.isContainer()) {
        const auto count = static_cast<int>(memberCount(node));
        if (m_outline && count >= largestCount)
            return node.type() == Type::Object ? tr("{ more than %1 keys }").arg(largestCount)
                                               : tr("[ more than %1 items ]").arg(largestCount);
        return node.type() == Type::Object ? tr("{ %n key(s) }", nullptr, count) : tr("[ %n item(s) ]", nullptr, count);
    }
    if (node.type() != Type::String)
        return rawText(node);
    const QString text = m_outline ? beginningOf(m_outline->bytes(node.piece)) : rawText(node);
    return text.size() > shownCharacters
               ? QString(textOf(text.left(shownCharacters)).chopped(1) + QStringLiteral("\u2026\""))
               : textOf(text);
}

QString JsonTreeModel::rawText(const Node& node) const
{
    if (!m_outline)
        return node.value->isString() ? node.value->toString() : textOf(*node.value);
    if (node.type() == Type::String) {
        const auto value = m_outline->value(node.piece);
        return value ? value->toString() : QString();
    }
    return QString::fromUtf8(m_outline->bytes(node.piece));
}

QVariant JsonTreeModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Node* node = nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: {
        const QString shown = valueText(*node);
        return node->key.isEmpty() && node->parent == m_root.get() && !m_root->isContainer()
                   ? shown
                   : QString(node->key + QStringLiteral(": ") + shown);
    }
    case KeyRole: return node->key;
    case TypeRole: return static_cast<int>(node->type());
    case ValueRole: return valueText(*node);
    case RawRole: return rawText(*node);
    case TimeRole: {
        if (node->type() != Type::Number)
            return {};
        const std::optional<qint64> time =
            asTime(m_outline ? m_outline->value(node->piece).valueOr(Value()) : *node->value);
        return time ? QVariant(*time) : QVariant();
    }
    case PathRole: {
        std::vector<const Node*> chain;
        for (const Node* at = node; at->parent; at = at->parent)
            chain.push_back(at);
        QString path;
        for (auto at = chain.rbegin(); at != chain.rend(); ++at)
            path = (*at)->parent->type() == Type::Array ? QString(path + (*at)->key) : joinPath(path, (*at)->key);
        return path;
    }
    default: return {};
    }
}

QString JsonTreeModel::joinPath(const QString& parent, const QString& key)
{
    if (key.isEmpty() && parent.isEmpty())
        return {};
    if (!isPlainName(key))
        return parent + u'[' + textOf(key) + u']';
    return parent.isEmpty() ? key : QString(parent + u'.' + key);
}

void JsonTreeModel::ensureAllRows(Node* node)
{
    const QModelIndex place = indexOf(node);
    while (canFetchMore(place))
        fetchMore(place);
}

JsonTreeModel::Node* JsonTreeModel::nextNode(Node* node)
{
    if (!m_outline)
        ensureAllRows(node);
    if (!node->children.empty())
        return node->children.front().get();
    while (node->parent) {
        const size_t sibling = static_cast<size_t>(node->row) + 1;
        if (sibling < node->parent->children.size())
            return node->parent->children[sibling].get();
        node = node->parent;
    }
    return nullptr;
}

QModelIndex JsonTreeModel::find(const QString& text, const QModelIndex& from)
{
    if (!m_root || text.isEmpty())
        return {};
    Node* const start = nodeOf(from);
    Node* node = start;
    do {
        node = nextNode(node);
        if (!node)
            node = m_root.get();
        if (node == m_root.get())
            continue;
        const bool inKey = node->key.contains(text, Qt::CaseInsensitive);
        const bool inValue =
            !node->isContainer() && data(indexOf(node), RawRole).toString().contains(text, Qt::CaseInsensitive);
        if (inKey || inValue)
            return indexOf(node);
    } while (node != start);
    return {};
}

} // namespace hw::models
