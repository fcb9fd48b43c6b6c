#pragma once

#include <QWidget>

class QTableView;

namespace hw::models {
class MappingPresenter;
}

namespace hw::widgets {

class ComboBox;
class Label;
class Theme;

/// The bottom of the Mapping view: what the cards make of the last captured events, one row and one mark for each.
class MappingPreviewPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MappingPreviewPanel)

public:
    MappingPreviewPanel(const Theme& theme, models::MappingPresenter& presenter, QWidget* parent = nullptr);

    [[nodiscard]] QTableView& table() { return *m_table; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    class Marks;

    void refresh();
    void refreshActions();
    void showSample();
    void selectRow(int row);
    void resizeColumns();

    const Theme& m_theme;
    models::MappingPresenter& m_presenter;
    Label* m_title;
    Marks* m_marks;
    Label* m_summary;
    ComboBox* m_actions;
    QTableView* m_table;
};

} // namespace hw::widgets
