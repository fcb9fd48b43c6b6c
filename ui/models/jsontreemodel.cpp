#include "ui/models/jsontreemodel.h"

#include <algorithm>

namespace hw::models {

using json::Type;
using json::Value;

namespace {

constexpr qsizetype shownCharacters = 500;

bool isContainer(const Value& value)
{
    return value.isArray() || value.isObject();
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
    const Value* value = nullptr;
    Node* parent = nullptr;
    int row = 0;
    QString key;
    std::vector<std::unique_ptr<Node>> children;

    void grow(size_t count)
    {
        const size_t first = children.size();
        children.reserve(first + count);
        const bool isArray = value->isArray();
        for (size_t i = first; i < first + count; ++i) {
            auto node = std::make_unique<Node>();
            node->parent = this;
            node->row = static_cast<int>(i);
            if (isArray) {
                node->key = u'[' + QString::number(i) + u']';
                node->value = &value->toArray()[i];
            } else {
                const json::Member& member = value->toObject().begin()[static_cast<std::ptrdiff_t>(i)];
                node->key = member.first;
                node->value = &member.second;
            }
            children.push_back(std::move(node));
        }
    }
};

JsonTreeModel::JsonTreeModel(QObject* parent)
    : QAbstractItemModel(parent)
{}

JsonTreeModel::~JsonTreeModel() = default;

void JsonTreeModel::setRoot(std::shared_ptr<const Value> root)
{
    beginResetModel();
    m_root.reset();
    m_value = std::move(root);
    if (m_value && !m_value->isUndefined()) {
        m_root = std::make_unique<Node>();
        m_root->value = m_value.get();
        if (isContainer(*m_value)) {
            m_root->grow(std::min(memberCount(*m_value), static_cast<size_t>(chunk)));
        } else {
            auto only = std::make_unique<Node>();
            only->parent = m_root.get();
            only->value = m_value.get();
            m_root->children.push_back(std::move(only));
        }
    }
    endResetModel();
}

size_t JsonTreeModel::memberCount(const Value& value)
{
    if (value.isArray())
        return value.toArray().size();
    return value.isObject() ? value.toObject().size() : 0;
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
    return node == m_root.get() ? !node->children.empty() : memberCount(*node->value) > 0;
}

bool JsonTreeModel::canFetchMore(const QModelIndex& parent) const
{
    const Node* node = nodeOf(parent);
    return node && node->children.size() < memberCount(*node->value);
}

void JsonTreeModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent))
        return;
    Node* node = nodeOf(parent);
    const size_t count = std::min(memberCount(*node->value) - node->children.size(), static_cast<size_t>(chunk));
    const int first = static_cast<int>(node->children.size());
    beginInsertRows(parent, first, first + static_cast<int>(count) - 1);
    node->grow(count);
    endInsertRows();
}

QVariant JsonTreeModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Node* node = nodeOf(index);
    const Value& value = *node->value;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: {
        const QString shown = data(index, ValueRole).toString();
        return node->key.isEmpty() && node->parent == m_root.get() && !isContainer(*m_value)
                   ? shown
                   : QString(node->key + QStringLiteral(": ") + shown);
    }
    case KeyRole: return node->key;
    case TypeRole: return static_cast<int>(value.type());
    case ValueRole:
        if (value.isObject())
            return tr("{ %n key(s) }", nullptr, static_cast<int>(value.toObject().size()));
        if (value.isArray())
            return tr("[ %n item(s) ]", nullptr, static_cast<int>(value.toArray().size()));
        if (value.isString() && value.toString().size() > shownCharacters)
            return QString(textOf(value.toString().left(shownCharacters)).chopped(1) + QStringLiteral("\u2026\""));
        return textOf(value);
    case RawRole: return value.isString() ? value.toString() : textOf(value);
    case TimeRole: {
        const std::optional<qint64> time = asTime(value);
        return time ? QVariant(*time) : QVariant();
    }
    case PathRole: {
        std::vector<const Node*> chain;
        for (const Node* at = node; at->parent; at = at->parent)
            chain.push_back(at);
        QString path;
        for (auto at = chain.rbegin(); at != chain.rend(); ++at)
            path = (*at)->parent->value->isArray() ? QString(path + (*at)->key) : joinPath(path, (*at)->key);
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
            !isContainer(*node->value) && data(indexOf(node), RawRole).toString().contains(text, Qt::CaseInsensitive);
        if (inKey || inValue)
            return indexOf(node);
    } while (node != start);
    return {};
}

} // namespace hw::models
