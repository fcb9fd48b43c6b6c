#pragma once

#include "core/delivery/directoryreadthread.h"
#include "ui/models/cellrole.h"
#include "ui/models/keyedrows.h"

#include <vector>

namespace hw::models {

/// A row of the Directory with what it sorts by.
struct KeyedDirectoryRow
{
    QByteArray key; ///< sorts as the store does
    delivery::DirectoryRow value;
};

/// The rows of one list of the Directory that are loaded, in the store's order. Columns are chosen from the data: of
/// what the store knows only that which some row has, and the properties that most rows have.
class DirectoryModel final : public KeyedRowsModel<KeyedDirectoryRow>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DirectoryModel)

public:
    enum class Field {
        Name,
        Id,
        Email,
        Phone,
        Tenant,
        Property,
        Audiences,
        Updated,
        Collection,
        Members,
        Created,
        Object,
        Recipient,
        Workflow,
        Status,
        Recipients,
        CancellationKey,
    };

    enum Role {
        FieldRole = Qt::UserRole, ///< int of Field
        MonoRole = CellRole::Mono,
        QuietRole = CellRole::Quiet,
        ToneRole = CellRole::Tone,
        IconRole = CellRole::Icon,
    };

    /// `clock` outlives the model: it tells which day is today.
    explicit DirectoryModel(const Clock& clock, QObject* parent = nullptr);

    [[nodiscard]] delivery::DirectoryKind kind() const { return m_kind; }
    /// The first page; chooses the columns. `complete` = there are no more.
    void load(delivery::DirectoryKind kind, std::vector<delivery::DirectoryRow> rows, bool complete);
    /// The page behind the last row.
    void append(std::vector<delivery::DirectoryRow> rows, bool complete);
    /// What stands now behind row `first` - 1: the rows from there to the last of `rows` (with `complete` to the end)
    /// become these, one by one.
    void refresh(int first, std::vector<delivery::DirectoryRow> rows, bool complete);

    [[nodiscard]] const delivery::DirectoryRow& row(int row) const { return m_rows[static_cast<size_t>(row)].value; }
    /// -1 = not loaded.
    [[nodiscard]] int rowOf(const delivery::DirectoryTarget& target) const;
    [[nodiscard]] int columnOf(Field field) const; ///< -1 = not shown

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    /// The view has come to the end of what is loaded.
    void moreWanted();

private:
    struct Column
    {
        Field field;
        QString property; ///< key; of Field::Property only
    };

    using Row = KeyedDirectoryRow;

    [[nodiscard]] std::vector<Row> keyed(std::vector<delivery::DirectoryRow> rows) const;
    void chooseColumns();
    void addProperties(size_t most, const QStringList& except);
    [[nodiscard]] QString title(const Column& column) const;
    [[nodiscard]] QString text(const delivery::DirectoryRow& row, const Column& column) const;

    const Clock& m_clock;
    delivery::DirectoryKind m_kind = delivery::DirectoryKind::Users;
    std::vector<Column> m_columns;
};

} // namespace hw::models
