#include "ui/models/directorymodel.h"

#include "ui/models/directorytext.h"

#include <QHash>
#include <QtEndian>

#include <algorithm>

namespace hw::models {

using delivery::DirectoryAudience;
using delivery::DirectoryKind;
using delivery::DirectoryObject;
using delivery::DirectoryRow;
using delivery::DirectoryRun;
using delivery::DirectorySubscription;
using delivery::DirectoryUser;

namespace {

/// Runs come newest first, all others by the bytes of their ids.
QByteArray sortKey(const DirectoryRow& row)
{
    if (const auto* run = std::get_if<DirectoryRun>(&row.entry)) {
        const qint64 rank = qToBigEndian(std::numeric_limits<qint64>::max() - run->seq);
        return {reinterpret_cast<const char*>(&rank), sizeof rank};
    }
    return delivery::cursor(row).toUtf8();
}

const json::Object& propertiesOf(const DirectoryRow& row)
{
    static const json::Object none;
    if (const auto* user = std::get_if<DirectoryUser>(&row.entry))
        return user->properties;
    if (const auto* object = std::get_if<DirectoryObject>(&row.entry))
        return object->properties;
    if (const auto* subscription = std::get_if<DirectorySubscription>(&row.entry))
        return subscription->properties;
    return none;
}

bool isScalar(const json::Value& value)
{
    return value.isString() || value.isNumber() || value.isBool();
}

QString orDash(const QString& text)
{
    return text.isEmpty() ? QString(enDash) : text;
}

} // namespace

DirectoryModel::DirectoryModel(const Clock& clock, QObject* parent)
    : KeyedRowsModel(parent)
    , m_clock(clock)
{
    chooseColumns();
}

std::vector<DirectoryModel::Row> DirectoryModel::keyed(std::vector<DirectoryRow> rows) const
{
    std::vector<Row> out;
    out.reserve(rows.size());
    for (DirectoryRow& row : rows)
        out.push_back({sortKey(row), std::move(row)});
    return out;
}

void DirectoryModel::load(DirectoryKind kind, std::vector<DirectoryRow> rows, bool complete)
{
    beginResetModel();
    m_kind = kind;
    m_rows = keyed(std::move(rows));
    m_complete = complete;
    chooseColumns();
    endResetModel();
}

void DirectoryModel::append(std::vector<DirectoryRow> rows, bool complete)
{
    appendRows(keyed(std::move(rows)), complete);
}

void DirectoryModel::refresh(int first, std::vector<DirectoryRow> rows, bool complete)
{
    refreshRows(first, keyed(std::move(rows)), complete);
}

int DirectoryModel::rowOf(const delivery::DirectoryTarget& target) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& row) { return targetOf(row.value) == target; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int DirectoryModel::columnOf(Field field) const
{
    const auto found =
        std::find_if(m_columns.begin(), m_columns.end(), [&](const Column& column) { return column.field == field; });
    return found == m_columns.end() ? -1 : static_cast<int>(found - m_columns.begin());
}

void DirectoryModel::chooseColumns()
{
    const auto any = [&](auto has) { return std::any_of(m_rows.begin(), m_rows.end(), has); };
    const auto add = [&](Field field) { m_columns.push_back({field, {}}); };
    const auto addIf = [&](bool wanted, Field field) {
        if (wanted)
            add(field);
        return wanted;
    };
    m_columns.clear();
    switch (m_kind) {
    case DirectoryKind::Users: {
        add(Field::Name);
        add(Field::Id);
        add(Field::Email);
        addIf(any([](const Row& row) { return !std::get<DirectoryUser>(row.value.entry).phoneNumber.isEmpty(); }),
              Field::Phone);
        const bool tenants = addIf(any([](const Row& row) { return !row.value.tenant.isEmpty(); }), Field::Tenant);
        addProperties(2, tenants ? QStringList{QStringLiteral("tenant")} : QStringList());
        add(Field::Audiences);
        add(Field::Updated);
        break;
    }
    case DirectoryKind::Tenants:
        add(Field::Name);
        add(Field::Id);
        addProperties(3, {});
        add(Field::Updated);
        break;
    case DirectoryKind::Objects:
        addIf(any([](const Row& row) { return !std::get<DirectoryObject>(row.value.entry).name.isEmpty(); }),
              Field::Name);
        add(Field::Collection);
        add(Field::Id);
        addProperties(3, {});
        add(Field::Updated);
        break;
    case DirectoryKind::Audiences:
        add(Field::Id);
        add(Field::Members);
        add(Field::Created);
        add(Field::Updated);
        break;
    case DirectoryKind::Subscriptions:
        add(Field::Object);
        add(Field::Recipient);
        addProperties(3, {});
        add(Field::Updated);
        break;
    case DirectoryKind::WorkflowRuns:
        add(Field::Workflow);
        add(Field::Status);
        add(Field::Recipients);
        addIf(any([](const Row& row) { return !std::get<DirectoryRun>(row.value.entry).tenant.isEmpty(); }),
              Field::Tenant);
        addIf(any([](const Row& row) { return !std::get<DirectoryRun>(row.value.entry).cancellationKey.isEmpty(); }),
              Field::CancellationKey);
        add(Field::Updated);
        break;
    }
}

void DirectoryModel::addProperties(size_t most, const QStringList& except)
{
    struct Seen
    {
        QString key;
        int rows = 0;
    };
    std::vector<Seen> seen;
    QHash<QString, size_t> places;
    for (const Row& row : m_rows) {
        for (const auto& [key, value] : propertiesOf(row.value)) {
            if (!isScalar(value) || except.contains(key))
                continue;
            const auto place = places.constFind(key);
            if (place == places.constEnd()) {
                places.insert(key, seen.size());
                seen.push_back({key, 1});
            } else {
                ++seen[*place].rows;
            }
        }
    }
    std::stable_sort(seen.begin(), seen.end(), [](const Seen& a, const Seen& b) { return a.rows > b.rows; });
    for (size_t i = 0; i < std::min(most, seen.size()); ++i)
        m_columns.push_back({Field::Property, seen[i].key});
}

int DirectoryModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

void DirectoryModel::fetchMore(const QModelIndex& parent)
{
    if (canFetchMore(parent))
        Q_EMIT moreWanted();
}

QString DirectoryModel::title(const Column& column) const
{
    switch (column.field) {
    case Field::Name: return tr("Name");
    case Field::Id:
        switch (m_kind) {
        case DirectoryKind::Users: return tr("User ID");
        case DirectoryKind::Tenants: return tr("Tenant ID");
        case DirectoryKind::Audiences: return tr("Audience");
        default: return tr("Object ID");
        }
    case Field::Email: return tr("Email");
    case Field::Phone: return tr("Phone");
    case Field::Tenant: return tr("Tenant");
    case Field::Property: return propertyTitle(column.property);
    case Field::Audiences: return tr("Audiences");
    case Field::Updated: return m_kind == DirectoryKind::WorkflowRuns ? tr("Triggered") : tr("Updated");
    case Field::Collection: return tr("Collection");
    case Field::Members: return tr("Members");
    case Field::Created: return tr("Created");
    case Field::Object: return tr("Object");
    case Field::Recipient: return tr("Recipient");
    case Field::Workflow: return tr("Workflow");
    case Field::Status: return tr("Status");
    case Field::Recipients: return tr("Recipients");
    case Field::CancellationKey: return tr("Cancellation key");
    }
    return {};
}

QString DirectoryModel::text(const DirectoryRow& row, const Column& column) const
{
    if (column.field == Field::Property)
        return cellText(propertiesOf(row)[column.property]);
    const Timestamp now = m_clock.now();
    if (const auto* user = std::get_if<DirectoryUser>(&row.entry)) {
        switch (column.field) {
        case Field::Name: return orDash(user->name);
        case Field::Id: return user->id;
        case Field::Email: return orDash(user->email);
        case Field::Phone: return orDash(user->phoneNumber);
        case Field::Tenant: return orDash(row.tenant);
        case Field::Audiences: return QString::number(row.audiences);
        default: return changeTimeText(user->updatedAt, now);
        }
    }
    if (const auto* object = std::get_if<DirectoryObject>(&row.entry)) {
        switch (column.field) {
        case Field::Name: return orDash(object->name);
        case Field::Collection: return object->collection;
        case Field::Id: return object->id;
        default: return changeTimeText(object->updatedAt, now);
        }
    }
    if (const auto* audience = std::get_if<DirectoryAudience>(&row.entry)) {
        switch (column.field) {
        case Field::Id: return audience->key;
        case Field::Members: return QString::number(audience->members);
        case Field::Created: return changeTimeText(audience->insertedAt, now);
        default: return changeTimeText(audience->updatedAt, now);
        }
    }
    if (const auto* subscription = std::get_if<DirectorySubscription>(&row.entry)) {
        switch (column.field) {
        case Field::Object: return refText(subscription->object);
        case Field::Recipient: return refText(subscription->recipient);
        default: return changeTimeText(subscription->updatedAt, now);
        }
    }
    const auto& run = std::get<DirectoryRun>(row.entry);
    switch (column.field) {
    case Field::Workflow: return run.workflow;
    case Field::Status: return runStatusLabel(run).text;
    case Field::Recipients: return recipientsText(run);
    case Field::Tenant: return orDash(run.tenant);
    case Field::CancellationKey: return orDash(run.cancellationKey);
    default: return changeTimeText(run.triggeredAt, now);
    }
}

QVariant DirectoryModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const DirectoryRow& shown = row(index.row());
    const Column& column = m_columns[static_cast<size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: return text(shown, column);
    case Qt::AccessibleTextRole: return QString(title(column) + QStringLiteral(": ") + text(shown, column));
    case Qt::TextAlignmentRole: return headerData(index.column(), Qt::Horizontal, role);
    case FieldRole: return static_cast<int>(column.field);
    case MonoRole:
        return column.field == Field::Id || column.field == Field::Email || column.field == Field::Phone ||
               column.field == Field::Tenant || column.field == Field::Updated || column.field == Field::Created ||
               column.field == Field::Object || column.field == Field::Recipient || column.field == Field::Collection ||
               column.field == Field::CancellationKey || column.field == Field::Recipients;
    case QuietRole:
        return column.field == Field::Id || column.field == Field::Updated || column.field == Field::Created ||
               column.field == Field::Audiences || column.field == Field::Members ||
               column.field == Field::CancellationKey;
    case ToneRole:
        if (column.field == Field::Status)
            return static_cast<int>(runStatusLabel(std::get<DirectoryRun>(shown.entry)).tone);
        return {};
    case IconRole:
        if (column.field == Field::Status)
            return runStatusLabel(std::get<DirectoryRun>(shown.entry)).icon;
        return {};
    default: return {};
    }
}

QVariant DirectoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const Column& column = m_columns[static_cast<size_t>(section)];
    if (role == Qt::DisplayRole)
        return title(column);
    if (role == Qt::TextAlignmentRole) {
        const bool right = column.field == Field::Updated || column.field == Field::Created ||
                           column.field == Field::Audiences || column.field == Field::Members;
        return QVariant::fromValue(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft));
    }
    return {};
}

} // namespace hw::models
