#pragma once

#include <QWidget>

class QTableView;

namespace hw::models {
class MappingPresenter;
}

namespace hw::widgets {

class Button;
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

Q_SIGNALS:
    /// What is previewed is to be carried out in the Directory; ids of the events.
    void applyWanted(const QStringList& events);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    class Marks;

    void refresh();
    void refreshActions();
    void refreshApply();
    void showSample();
    void selectRow(int row);
    void resizeColumns();

    const Theme& m_theme;
    models::MappingPresenter& m_presenter;
    Label* m_title;
    Marks* m_marks;
    Label* m_summary;
    ComboBox* m_actions;
    Button* m_apply;
    QTableView* m_table;
};

} // namespace hw::widgets
