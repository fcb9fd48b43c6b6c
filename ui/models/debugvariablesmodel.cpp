#include "ui/models/debugvariablesmodel.h"

#include "core/base/json.h"

#include <QRegularExpression>

#include <algorithm>

namespace hw::models {

struct DebugVariablesModel::Node
{
    script::Variable variable;
    Node* parent = nullptr;
    int row = 0;
    bool isScope = false;
    bool isError = false;
    bool asked = false;
    std::vector<std::unique_ptr<Node>> children;
};

DebugVariablesModel::DebugVariablesModel(QObject* parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{}

DebugVariablesModel::~DebugVariablesModel() = default;

void DebugVariablesModel::setRoots(const std::vector<Root>& roots)
{
    beginResetModel();
    m_root = std::make_unique<Node>();
    for (const Root& root : roots) {
        auto node = std::make_unique<Node>();
        node->variable = root.variable;
        node->isScope = root.isScope;
        node->isError = root.isError;
        node->parent = m_root.get();
        node->row = static_cast<int>(m_root->children.size());
        m_root->children.push_back(std::move(node));
    }
    endResetModel();
}

void DebugVariablesModel::setMembers(int variables, const script::Members& members)
{
    Node* node = find(*m_root, variables);
    if (!node || !node->children.empty())
        return;
    std::vector<script::Variable> shown = members.variables;
    const bool failed = !members.error.isEmpty();
    if (failed)
        shown = {{QString(), members.error, QString(), 0, false}};
    if (shown.empty())
        return;
    beginInsertRows(indexOf(*node), 0, static_cast<int>(shown.size()) - 1);
    for (script::Variable& variable : shown) {
        auto child = std::make_unique<Node>();
        child->variable = std::move(variable);
        child->isError = failed;
        child->parent = node;
        child->row = static_cast<int>(node->children.size());
        node->children.push_back(std::move(child));
    }
    endInsertRows();
}

DebugVariablesModel::Node* DebugVariablesModel::find(Node& from, int variables) const
{
    for (const auto& child : from.children) {
        if (child->variable.variables == variables)
            return child.get();
        if (Node* found = find(*child, variables))
            return found;
    }
    return nullptr;
}

DebugVariablesModel::Node* DebugVariablesModel::nodeOf(const QModelIndex& index) const
{
    return index.isValid() ? static_cast<Node*>(index.internalPointer()) : m_root.get();
}

QModelIndex DebugVariablesModel::indexOf(const Node& node) const
{
    return node.parent ? createIndex(node.row, 0, &node) : QModelIndex();
}

QModelIndex DebugVariablesModel::index(int row, int column, const QModelIndex& parent) const
{
    const Node* node = nodeOf(parent);
    if (row < 0 || column < 0 || column >= ColumnCount || row >= static_cast<int>(node->children.size()))
        return {};
    return createIndex(row, column, node->children[static_cast<size_t>(row)].get());
}

QModelIndex DebugVariablesModel::parent(const QModelIndex& index) const
{
    const Node* node = nodeOf(index);
    return node->parent ? indexOf(*node->parent) : QModelIndex();
}

int DebugVariablesModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeOf(parent)->children.size());
}

int DebugVariablesModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

bool DebugVariablesModel::hasChildren(const QModelIndex& parent) const
{
    const Node* node = nodeOf(parent);
    if (!node->children.empty())
        return true;
    return node->variable.variables > 0 && !node->asked;
}

bool DebugVariablesModel::canFetchMore(const QModelIndex& parent) const
{
    const Node* node = nodeOf(parent);
    return node->variable.variables > 0 && !node->asked && node->children.empty();
}

void DebugVariablesModel::fetchMore(const QModelIndex& parent)
{
    Node* node = nodeOf(parent);
    if (!canFetchMore(parent))
        return;
    node->asked = true;
    Q_EMIT membersWanted(node->variable.variables);
}

QString DebugVariablesModel::pathOf(const Node& node)
{
    if (node.isScope || node.isError)
        return {};
    const QString& name = node.variable.name;
    if (!node.parent || !node.parent->parent || node.parent->isScope)
        return name;
    const QString before = pathOf(*node.parent);
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z_$][A-Za-z0-9_$]*$"));
    static const QRegularExpression number(QStringLiteral("^\\d+$"));
    if (plain.match(name).hasMatch())
        return before + u'.' + name;
    if (number.match(name).hasMatch())
        return before + u'[' + name + u']';
    return before + u'[' + QString::fromUtf8(json::write(json::Value(name))) + u']';
}

QVariant DebugVariablesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Node* node = nodeOf(index);
    switch (role) {
    case TypeRole: return node->variable.type;
    case PathRole: return pathOf(*node);
    case ScopeRole: return node->isScope;
    case ErrorRole: return node->isError;
    case Qt::DisplayRole:
        if (index.column() == Name)
            return node->variable.name;
        return node->variable.lazy ? tr("open to read") : node->variable.value;
    case Qt::ToolTipRole: return node->variable.value;
    case Qt::AccessibleTextRole:
        return node->isScope ? node->variable.name : node->variable.name + QStringLiteral(": ") + node->variable.value;
    default: return {};
    }
}

QVariant DebugVariablesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("Name") : tr("Value");
}

} // namespace hw::models
